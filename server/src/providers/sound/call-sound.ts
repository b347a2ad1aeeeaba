import { Fault } from '#kernel/fault.ts'
import type { HttpCall } from '#platform/http/call.ts'
import { asReadableFault } from './sound-failure.ts'
import type { SoundConfig } from './sound-config.ts'

const ANSWER_BYTES_MAX = 64 * 1_048_576
const TIME_LIMIT_MS = 120_000

/** Sends one request to a speech provider; returns the bytes of the response. Throws Fault. */
export async function callSound(
  { baseUrl, key }: SoundConfig,
  { path, type, body, signal }: { path: string; type: string; body: Uint8Array; signal: AbortSignal },
  call: HttpCall,
): Promise<Buffer> {
  const either = AbortSignal.any([signal, AbortSignal.timeout(TIME_LIMIT_MS)])
  try {
    const answer = await call(`${baseUrl}${path}`, {
      method: 'POST',
      headers: {
        'content-type': type,
        'accept-encoding': 'identity',
        ...(key && { authorization: `Bearer ${key.reveal()}` }),
      },
      body,
      signal: either,
    })
    const pieces: Buffer[] = []
    let size = 0
    for await (const piece of answer.body as AsyncIterable<Buffer>) {
      size += piece.length
      if (size > ANSWER_BYTES_MAX)
        throw new Fault('upstream_failed', 'The answer of the speech provider is too long.')
      pieces.push(piece)
    }
    if (answer.status < 200 || answer.status > 299) throw asReadableFault(answer.status)
    return Buffer.concat(pieces)
  } catch (error) {
    signal.throwIfAborted()
    if (error instanceof Fault) throw error
    throw new Fault('upstream_failed', 'The speech provider does not respond.', { cause: error })
  }
}
