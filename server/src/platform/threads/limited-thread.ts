import { Worker } from 'node:worker_threads'

export interface ThreadLimits {
  readonly memoryLimitMb: number
  readonly timeLimitMs: number
  /** Of the processor, on a machine that has time for others; without it the time alone counts. */
  readonly cpuLimitMs?: number
}

/** Why a thread gave no answer. It is to be ended then. */
export class ThreadBroken extends Error {
  override readonly name = 'ThreadBroken'
  readonly why: 'too-slow' | 'too-much-memory' | 'failed'

  constructor(why: ThreadBroken['why'], message: string, options: ErrorOptions = {}) {
    super(message, options)
    this.why = why
  }
}

/** A thread that answers one question at a time, and may cost so much and no more. */
export interface LimitedThread<Question, Answer> {
  /** Throws ThreadBroken, or the signal's reason after an abort. After either the thread is to be ended. */
  ask(question: Question, signal: AbortSignal): Promise<Answer>
  end(): Promise<void>
}

const WATCH_EVERY_MS = 50
const MEGABYTE = 1_048_576

/** Starts a module in a thread. It answers each message that it is sent with one of its own. */
export function openLimitedThread<Question, Answer>(
  module: URL,
  limits: ThreadLimits,
): LimitedThread<Question, Answer> {
  const worker = new Worker(module, {
    resourceLimits: { maxOldGenerationSizeMb: limits.memoryLimitMb },
    // Libraries write warnings about what they read to the console; nobody is to read them there.
    stdout: true,
    stderr: true,
    env: {},
    execArgv: [],
  })
  // An idle thread keeps no process alive. A failure while nobody asks is met by the next question.
  worker.unref()
  worker.on('error', () => {})

  return {
    async ask(question, signal) {
      const stopping = new AbortController()
      const watch = watchUse(worker, limits, (broken) => stopping.abort(broken))
      const timer = setTimeout(() => stopping.abort(tooSlow()), limits.timeLimitMs)
      try {
        return await converse<Question, Answer>(worker, question, AbortSignal.any([signal, stopping.signal]))
      } finally {
        clearTimeout(timer)
        clearInterval(watch)
      }
    },
    end: async () => void (await worker.terminate()),
  }
}

const tooSlow = () => new ThreadBroken('too-slow', 'The thread took too long.')
const tooLarge = () => new ThreadBroken('too-much-memory', 'The thread needed too much memory.')

function converse<Question, Answer>(
  worker: Worker,
  question: Question,
  signal: AbortSignal,
): Promise<Answer> {
  const { promise, resolve, reject } = Promise.withResolvers<Answer>()
  const onError = (error: unknown) => {
    const isOutOfMemory =
      error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY'
    reject(isOutOfMemory ? tooLarge() : new ThreadBroken('failed', 'The thread failed.', { cause: error }))
  }
  const onExit = (code: number) => reject(new ThreadBroken('failed', `The thread ended with ${code}.`))
  const onAbort = () => reject(signal.reason)

  worker.once('message', resolve).once('error', onError).once('exit', onExit)
  signal.addEventListener('abort', onAbort, { once: true })
  if (signal.aborted) onAbort()
  else worker.postMessage(question)
  return promise.finally(() => {
    worker.off('message', resolve).off('error', onError).off('exit', onExit)
    signal.removeEventListener('abort', onAbort)
  })
}

/** The thread's own limit counts only its heap; what it unpacks is kept outside of that. */
function watchUse(
  worker: Worker,
  { memoryLimitMb, cpuLimitMs = Infinity }: ThreadLimits,
  exceed: (broken: ThreadBroken) => void,
) {
  let before: number | null = null
  return setInterval(async () => {
    // It may have ended meanwhile.
    const memory = await worker.getHeapStatistics().catch(() => null)
    if (memory && memory.external_memory > memoryLimitMb * MEGABYTE) exceed(tooLarge())
    if (cpuLimitMs === Infinity) return
    const cpu = await worker.cpuUsage().catch(() => null)
    if (!cpu) return
    const used = (cpu.user + cpu.system) / 1_000
    before ??= used
    if (used - before > cpuLimitMs) exceed(tooSlow())
  }, WATCH_EVERY_MS)
}
