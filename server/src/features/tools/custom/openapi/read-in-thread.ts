import { invalidInput } from '#kernel/fault.ts'
import { ThreadBroken } from '#platform/threads/limited-thread.ts'
import { openThreadPool } from '#platform/threads/thread-pool.ts'
import type { OpenApiAnswer, ReadOpenApi } from './read-openapi.ts'

const TIME_LIMIT_MS = 5_000

const threads = openThreadPool<string, OpenApiAnswer>({
  module: new URL('./openapi-thread.ts', import.meta.url),
  limits: { memoryLimitMb: 256, timeLimitMs: TIME_LIMIT_MS },
  threadsMax: 1,
  isReusable: () => false,
})

/**
 * What an OpenAPI 3 document describes, read in a thread: nested deeply enough, YAML keeps its reader busy for minutes.
 * Throws Fault `invalid_input`, or the signal's reason.
 */
export async function readInThread(text: string, signal: AbortSignal): Promise<ReadOpenApi> {
  const answer = await threads.ask(text, signal).catch((error: unknown) => {
    throw error instanceof ThreadBroken ? tooMuch(error) : error
  })
  if ('read' in answer) return answer.read
  throw invalidInput(answer.refusal, [...answer.fields])
}

function tooMuch({ why }: ThreadBroken) {
  const message =
    why === 'too-slow'
      ? 'it takes too long to read'
      : why === 'failed'
        ? 'it cannot be read'
        : 'it is too large'
  return invalidInput(`document: ${message}`, [{ path: 'document', message }])
}
