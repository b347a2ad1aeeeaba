import { Fault } from '#kernel/fault.ts'
import type { DocumentReader } from '#kernel/ports.ts'
import { readableTypes } from './detect-type.ts'
import { openGate } from './gate.ts'
import { type ReadingLimits, readInThread } from './read-in-thread.ts'

const THREADS_MAX = 2

/**
 * Opens the reader of documents. Each document has a thread of its own, ended when it is read, takes more than
 * `timeLimitMs`, or more memory than `memoryLimitMb`; at most two are read at a time, the others wait their turn.
 */
export function openDocumentReader(limits: ReadingLimits): DocumentReader {
  const gate = openGate(THREADS_MAX)
  const closing = new AbortController()
  return {
    mediaTypes: readableTypes,
    async extract(content, mediaType, signal) {
      const either = AbortSignal.any([signal, closing.signal])
      const leave = await gate.enter(either)
      try {
        return await readInThread(content, mediaType, limits, either)
      } finally {
        leave()
      }
    },
    async close() {
      closing.abort(new Fault('unavailable', 'The server is stopping.'))
      await gate.empty()
    },
  }
}
