import { invalidInput } from '#kernel/fault.ts'
import { ProcessBroken } from '#platform/processes/limited-process.ts'
import { openProcessPool } from '#platform/processes/process-pool.ts'
import type { OpenApiAnswer, ReadOpenApi } from './read-openapi.ts'

const TIME_LIMIT_MS = 5_000

const processes = openProcessPool<string, OpenApiAnswer>({
  module: new URL('./openapi-thread.ts', import.meta.url),
  limits: { memoryLimitMb: 256, timeLimitMs: TIME_LIMIT_MS },
  processesMax: 1,
  isReusable: () => false,
})

/**
 * The contents of an OpenAPI 3 document, read in a child process: deeply nested YAML keeps its parser busy for minutes.
 * Throws Fault `invalid_input`, or the signal's reason.
 */
export async function readInProcess(text: string, signal: AbortSignal): Promise<ReadOpenApi> {
  const answer = await processes.ask(text, signal).catch((error: unknown) => {
    throw error instanceof ProcessBroken ? tooMuch(error) : error
  })
  if ('read' in answer) return answer.read
  throw invalidInput(answer.refusal, [...answer.fields])
}

function tooMuch({ why }: ProcessBroken) {
  const message =
    why === 'too-slow'
      ? 'it takes too long to read'
      : why === 'failed'
        ? 'it cannot be read'
        : 'it is too large'
  return invalidInput(`document: ${message}`, [{ path: 'document', message }])
}
