import { Fault } from '#kernel/fault.ts'
import type { Scanner } from '#kernel/file-ports.ts'
import { openNetwork } from '#platform/http/call.ts'
import { askClamd } from './clamd.ts'
import { askCommand } from './command.ts'
import type { ScannerConfig } from './scanner-config.ts'

const TIME_LIMIT_MS = 120_000

/** Scans files with the configured scanner. If it does not respond, nothing passes. */
export function openScanner(config: ScannerConfig): Scanner {
  const ask = askerOf(config)
  return {
    async scan(content, signal) {
      const either = AbortSignal.any([signal, AbortSignal.timeout(TIME_LIMIT_MS)])
      try {
        return await ask(content, either)
      } catch (error) {
        signal.throwIfAborted()
        throw new Fault(
          'unavailable',
          'The virus scanner is not available right now, so files cannot be uploaded.',
          {
            cause: error,
            retryAfterSeconds: 30,
          },
        )
      }
    },
  }
}

type Asker = (content: Uint8Array, signal: AbortSignal) => Promise<string | null>

function askerOf(config: ScannerConfig): Asker {
  switch (config.kind) {
    case 'clamd':
      return (content, signal) => askClamd('path' in config ? { path: config.path } : config, content, signal)
    case 'command':
      return (content, signal) => askCommand(config, content, signal)
    case 'http':
      return (content, signal) => askService(config.url, content, signal)
  }
}

/** Posts the bytes: 2xx is clean, 406 or 422 a finding, which the body may name; all else is no verdict. */
async function askService(url: string, content: Uint8Array, signal: AbortSignal): Promise<string | null> {
  const answer = await openNetwork.call(url, {
    method: 'POST',
    headers: { 'content-type': 'application/octet-stream' },
    body: content,
    signal,
  })
  let text = ''
  for await (const piece of answer.body) text = (text + String(piece)).slice(0, 200)
  if (answer.status >= 200 && answer.status < 300) return null
  if (answer.status === 406 || answer.status === 422) return text.trim() || 'something'
  throw new Error(`The scanner answered with status ${answer.status}.`)
}
