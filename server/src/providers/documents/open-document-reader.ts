import type { DocumentErrorCode } from '#contract/shapes/document-error-code.ts'
import { Fault } from '#kernel/fault.ts'
import type { DocumentReader } from '#kernel/file-ports.ts'
import { ProcessBroken, type ProcessLimits } from '#platform/processes/limited-process.ts'
import { openProcessPool } from '#platform/processes/process-pool.ts'
import { readableTypes } from './detect-type.ts'
import type { ThreadAnswer } from './reader-answer.ts'

const PROCESSES_MAX = 2
// A process that read something large may hold on to memory, so it is not reused.
const REUSED_UP_TO_BYTES = 1_048_576

interface Question {
  readonly content: Uint8Array
  readonly mediaType: string
}

/**
 * Opens the document reader. Documents are read in child processes, at most two at a time while the others wait. A
 * document that exceeds `timeLimitMs`, or `memoryLimitMb` of heap or of buffers, ends only its own process.
 */
export function openDocumentReader(limits: ProcessLimits): DocumentReader {
  const processes = openProcessPool<Question, ThreadAnswer>({
    module: new URL('./reader-thread.ts', import.meta.url),
    limits,
    processesMax: PROCESSES_MAX,
    isReusable: ({ content }, answer) => 'document' in answer && content.length <= REUSED_UP_TO_BYTES,
  })
  return {
    mediaTypes: readableTypes,
    async extract(content, mediaType, signal) {
      const answer = await processes.ask({ content, mediaType }, signal).catch((error: unknown) => {
        throw error instanceof ProcessBroken ? faultOf(error) : error
      })
      if ('document' in answer) return answer.document
      throw answer.refusal === null ? unreadable(answer.internal) : refused(answer.reason, answer.refusal)
    },
    close: () => processes.close(new Fault('unavailable', 'The server is stopping.')),
  }
}

const refused = (reason: DocumentErrorCode, message: string) =>
  new Fault('invalid_input', message, { reason })
const unreadable = (internal: string, cause?: unknown) =>
  new Fault('invalid_input', 'The document cannot be read: it is damaged or in an unusual format.', {
    reason: 'unreadable' satisfies DocumentErrorCode,
    internal,
    cause,
  })

function faultOf(broken: ProcessBroken): Fault {
  switch (broken.why) {
    case 'too-slow':
      return refused(
        'too-slow',
        'The document took too long to read. Split it, or save it in a simpler form.',
      )
    case 'too-much-memory':
      return refused('too-much-memory', 'The document needs more memory to read than is allowed. Split it.')
    case 'failed':
      return unreadable(broken.message, broken)
  }
}
