import { Fault } from '#kernel/fault.ts'
import type { DocumentReader } from '#kernel/ports.ts'
import { readableTypes } from './detect-type.ts'
import { openGate } from './gate.ts'
import { openReadingThread, type ReadingLimits, type ReadingThread } from './reading-thread.ts'

const THREADS_MAX = 2
// A thread that read something larger may hold on to much, so it is not used again.
const REUSED_UP_TO_BYTES = 1_048_576
const IDLE_MS = 10_000

/**
 * Opens the reader of documents. They are read in threads, at most two at a time while the others wait their turn. A
 * document that takes more than `timeLimitMs`, or more than `memoryLimitMb` of heap or of buffers, ends its thread
 * and nothing else.
 */
export function openDocumentReader(limits: ReadingLimits): DocumentReader {
  const gate = openGate(THREADS_MAX)
  const closing = new AbortController()
  const idle = new Map<ReadingThread, NodeJS.Timeout>()

  const takeThread = () => {
    const [found] = idle
    if (!found) return openReadingThread(limits)
    const [thread, timer] = found
    clearTimeout(timer)
    idle.delete(thread)
    return thread
  }

  const keep = (thread: ReadingThread) => {
    const retire = () => {
      idle.delete(thread)
      return thread.end()
    }
    idle.set(thread, setTimeout(retire, IDLE_MS).unref())
  }

  return {
    mediaTypes: readableTypes,
    async extract(content, mediaType, signal) {
      const either = AbortSignal.any([signal, closing.signal])
      const leave = await gate.enter(either)
      const thread = takeThread()
      let mayStay = false
      try {
        const document = await thread.read(content, mediaType, either)
        mayStay = content.length <= REUSED_UP_TO_BYTES
        return document
      } finally {
        if (mayStay) keep(thread)
        else await thread.end()
        leave()
      }
    },
    async close() {
      closing.abort(new Fault('unavailable', 'The server is stopping.'))
      await gate.empty()
      for (const [thread, timer] of idle) {
        clearTimeout(timer)
        await thread.end()
      }
    },
  }
}
