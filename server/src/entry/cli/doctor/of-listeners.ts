import { text } from 'node:stream/consumers'
import { dialects } from '#dialects/index.ts'
import { openNetwork } from '#platform/http/call.ts'
import type { Config, Listener } from '#server/config.ts'
import { onlyIf, type Part, wrong } from './finding.ts'

const ANSWERS_WITHIN_MS = 5_000

/** The configured listeners, and what is listening there. */
export async function ofListeners({ host, listeners }: Config, isHeld: boolean | null): Promise<Part> {
  const known = dialects.map(({ name }) => name)
  const looked = await Promise.all(
    listeners.map(async (one) => ({ ...one, state: await stateOf(host, one) })),
  )
  const findings = looked.flatMap(({ port, dialects: named, state }) => [
    ...named
      .filter((name) => !known.includes(name))
      .map((name) => wrong(`No dialect is named ${name}.`, `PARLEY_LISTEN may name ${known.join(', ')}.`)),
    ...onlyIf(
      state === 'answers' && isHeld === false,
      wrong(
        `Port ${port} is used by another Parley server, which has different data.`,
        'Stop it, set PORT or PARLEY_LISTEN, or set PARLEY_DATA_DIR to its data.',
      ),
    ),
    ...onlyIf(
      state === 'taken',
      wrong(`Port ${port} is used by another program.`, 'Stop it, or set PORT or PARLEY_LISTEN.'),
    ),
    ...onlyIf(
      state === 'not ready' || (state === 'free' && isHeld === true),
      wrong(
        `A server is using this data but does not answer on port ${port}.`,
        'If it is just starting, wait. Check that it has the same PORT. Otherwise read its log and restart it.',
      ),
    ),
  ])
  return { facts: { host, listeners: looked }, findings }
}

async function stateOf(host: string, { port }: Listener) {
  if (port === 0) return 'any port'
  const at = host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '[::1]' : host
  try {
    const signal = AbortSignal.timeout(ANSWERS_WITHIN_MS)
    const answer = await openNetwork.call(`http://${at}:${port}/readyz`, { headers: {}, signal })
    const status = statusIn(await text(answer.body))
    return status === 'ready' ? 'answers' : status === 'not ready' ? 'not ready' : 'taken'
  } catch (error) {
    const { code } = ((error as Error).cause ?? {}) as { code?: string }
    return code === 'ECONNREFUSED' ? 'free' : 'taken'
  }
}

function statusIn(body: string): unknown {
  try {
    return (JSON.parse(body) as { status?: unknown } | null)?.status
  } catch {
    return null
  }
}
