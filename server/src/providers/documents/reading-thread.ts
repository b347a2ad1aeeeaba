import { Worker } from 'node:worker_threads'
import type { DocumentTrouble } from '#contract/shapes/document-trouble.ts'
import { Fault } from '#kernel/fault.ts'
import type { ExtractedDocument } from '#kernel/ports.ts'
import type { ThreadAnswer } from './reader-answer.ts'

export interface ReadingLimits {
  readonly memoryLimitMb: number
  readonly timeLimitMs: number
}

/** A thread that reads one document at a time. */
export interface ReadingThread {
  /**
   * Throws Fault `invalid_input` when the document cannot be read or breaks a limit, and the signal's reason after an
   * abort. After anything but a refusal that it gave itself, the thread is to be ended.
   */
  read(content: Uint8Array, mediaType: string, signal: AbortSignal): Promise<ExtractedDocument>
  end(): Promise<void>
}

const WATCH_EVERY_MS = 50
const MEGABYTE = 1_048_576

export function openReadingThread(limits: ReadingLimits): ReadingThread {
  const worker = new Worker(new URL('./reader-thread.ts', import.meta.url), {
    resourceLimits: { maxOldGenerationSizeMb: limits.memoryLimitMb },
    // Libraries write warnings about a document to the console; nobody is to read them there.
    stdout: true,
    stderr: true,
    env: {},
    execArgv: [],
  })
  // An idle thread keeps no process alive. A failure while nobody asks is met by the next question.
  worker.unref()
  worker.on('error', () => {})

  return {
    async read(content, mediaType, signal) {
      const stopping = new AbortController()
      const watch = watchMemory(worker, limits.memoryLimitMb, (fault) => stopping.abort(fault))
      const timer = setTimeout(() => stopping.abort(tooSlow()), limits.timeLimitMs)
      try {
        return await ask(worker, { content, mediaType }, AbortSignal.any([signal, stopping.signal]))
      } finally {
        clearTimeout(timer)
        clearInterval(watch)
      }
    },
    end: async () => void (await worker.terminate()),
  }
}

const tooSlow = () =>
  refused('too-slow', 'The document took too long to read. Split it, or save it in a simpler form.')
const tooLarge = () =>
  refused('too-much-memory', 'The document needs more memory to read than is allowed. Split it.')
const refused = (reason: DocumentTrouble, message: string) => new Fault('invalid_input', message, { reason })
const unreadable = (internal: string, cause?: unknown) =>
  new Fault('invalid_input', 'The document cannot be read: it is damaged or of an unusual form.', {
    reason: 'unreadable' satisfies DocumentTrouble,
    internal,
    cause,
  })

interface Question {
  content: Uint8Array
  mediaType: string
}

function ask(worker: Worker, question: Question, signal: AbortSignal): Promise<ExtractedDocument> {
  const { promise, resolve, reject } = Promise.withResolvers<ExtractedDocument>()
  const onMessage = (answer: ThreadAnswer) => {
    if ('document' in answer) resolve(answer.document)
    else
      reject(answer.refusal === null ? unreadable(answer.internal) : refused(answer.reason, answer.refusal))
  }
  const onError = (error: unknown) => {
    const isOutOfMemory =
      error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY'
    reject(isOutOfMemory ? tooLarge() : unreadable('The thread failed.', error))
  }
  const onExit = (code: number) => reject(unreadable(`The thread ended with ${code}.`))
  const onAbort = () => reject(signal.reason)

  worker.once('message', onMessage).once('error', onError).once('exit', onExit)
  signal.addEventListener('abort', onAbort, { once: true })
  if (signal.aborted) onAbort()
  else worker.postMessage(question)
  return promise.finally(() => {
    worker.off('message', onMessage).off('error', onError).off('exit', onExit)
    signal.removeEventListener('abort', onAbort)
  })
}

/** The thread's own limit counts only its heap; what it unpacks is kept outside of that. */
function watchMemory(worker: Worker, limitMb: number, exceed: (fault: Fault) => void) {
  return setInterval(async () => {
    // It may have ended meanwhile.
    const memory = await worker.getHeapStatistics().catch(() => null)
    if (memory && memory.external_memory > limitMb * MEGABYTE) exceed(tooLarge())
  }, WATCH_EVERY_MS)
}
