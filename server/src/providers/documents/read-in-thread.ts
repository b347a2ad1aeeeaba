import { Worker } from 'node:worker_threads'
import { Fault, invalidInput } from '#kernel/fault.ts'
import type { ExtractedDocument } from '#kernel/ports.ts'
import type { ThreadAnswer } from './reader-answer.ts'

export interface ReadingLimits {
  readonly memoryLimitMb: number
  readonly timeLimitMs: number
}

const WATCH_EVERY_MS = 50
const MEGABYTE = 1_048_576

/**
 * Reads one document in a new thread. Throws Fault `invalid_input` when it cannot be read or breaks a limit, and the
 * signal's reason after an abort. The thread has ended when this settles.
 */
export async function readInThread(
  content: Uint8Array,
  mediaType: string,
  limits: ReadingLimits,
  signal: AbortSignal,
): Promise<ExtractedDocument> {
  signal.throwIfAborted()
  const worker = new Worker(new URL('./reader-thread.ts', import.meta.url), {
    workerData: { content, mediaType },
    resourceLimits: { maxOldGenerationSizeMb: limits.memoryLimitMb },
    // Libraries write warnings about a document to the console; nobody is to read them there.
    stdout: true,
    stderr: true,
    env: {},
    execArgv: [],
  })
  const stopping = new AbortController()
  const watch = watchMemory(worker, limits.memoryLimitMb, (fault) => stopping.abort(fault))
  const timer = setTimeout(() => stopping.abort(tooSlow()), limits.timeLimitMs)
  try {
    return await answerOf(worker, AbortSignal.any([signal, stopping.signal]))
  } finally {
    clearTimeout(timer)
    clearInterval(watch)
    await worker.terminate()
  }
}

const tooSlow = () =>
  invalidInput('The document took too long to read. Split it, or save it in a simpler form.')
const tooLarge = () => invalidInput('The document needs more memory to read than is allowed. Split it.')
const unreadable = (internal: string, cause?: unknown) =>
  new Fault('invalid_input', 'The document cannot be read: it is damaged or of an unusual form.', {
    internal,
    cause,
  })

const answerOf = (worker: Worker, signal: AbortSignal) =>
  new Promise<ExtractedDocument>((resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true })
    worker.once('message', ({ answer }: { answer: ThreadAnswer }) => {
      if ('document' in answer) resolve(answer.document)
      else if (answer.refusal !== null) reject(invalidInput(answer.refusal))
      else reject(unreadable(answer.internal))
    })
    worker.once('error', (error) =>
      reject(
        'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY'
          ? tooLarge()
          : unreadable('The thread failed.', error),
      ),
    )
    worker.once('exit', (code) => reject(unreadable(`The thread ended with ${code}.`)))
  })

/** The thread's own limit counts only its heap; what it unpacks is kept outside of that. */
function watchMemory(worker: Worker, limitMb: number, exceed: (fault: Fault) => void) {
  return setInterval(async () => {
    // It may have ended meanwhile.
    const memory = await worker.getHeapStatistics().catch(() => null)
    if (memory && memory.used_heap_size + memory.external_memory > limitMb * MEGABYTE) exceed(tooLarge())
  }, WATCH_EVERY_MS)
}
