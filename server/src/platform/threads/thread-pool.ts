import { openGate } from './gate.ts'
import { type LimitedThread, openLimitedThread, type ThreadLimits } from './limited-thread.ts'

/** Threads of one kind, so many at a time. */
export interface ThreadPool<Question, Answer> {
  /** Waits for a turn. Throws ThreadBroken, or the signal's reason, or why the pool was closed. */
  ask(question: Question, signal: AbortSignal): Promise<Answer>
  /** Ends all of them; whoever waits for an answer meets the reason. */
  close(reason: Error): Promise<void>
}

interface PoolOptions<Question, Answer> {
  /** What runs in each thread. */
  readonly module: URL
  readonly limits: ThreadLimits
  readonly threadsMax: number
  /** Whether a thread may be asked again after that: one that read something larger may hold on to much. */
  isReusable(question: Question, answer: Answer): boolean
}

const IDLE_MS = 10_000

export function openThreadPool<Question, Answer>({
  module,
  limits,
  threadsMax,
  isReusable,
}: PoolOptions<Question, Answer>): ThreadPool<Question, Answer> {
  type Thread = LimitedThread<Question, Answer>
  const gate = openGate(threadsMax)
  const closing = new AbortController()
  const idle = new Map<Thread, NodeJS.Timeout>()

  const takeThread = (): Thread => {
    const [found] = idle
    if (!found) return openLimitedThread(module, limits)
    const [thread, timer] = found
    clearTimeout(timer)
    idle.delete(thread)
    return thread
  }

  const keep = (thread: Thread) => {
    const retire = () => {
      idle.delete(thread)
      return thread.end()
    }
    idle.set(thread, setTimeout(retire, IDLE_MS).unref())
  }

  return {
    async ask(question, signal) {
      const either = AbortSignal.any([signal, closing.signal])
      const leave = await gate.enter(either)
      const thread = takeThread()
      let mayStay = false
      try {
        const answer = await thread.ask(question, either)
        mayStay = isReusable(question, answer)
        return answer
      } finally {
        if (mayStay) keep(thread)
        else await thread.end()
        leave()
      }
    },
    async close(reason) {
      closing.abort(reason)
      await gate.empty()
      for (const [thread, timer] of idle) {
        clearTimeout(timer)
        await thread.end()
      }
    },
  }
}
