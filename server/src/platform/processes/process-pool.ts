import { openGate } from './gate.ts'
import { type LimitedProcess, openLimitedProcess, type ProcessLimits } from './limited-process.ts'

/** Processes of one kind, up to a maximum at a time. */
export interface ProcessPool<Question, Answer> {
  /** Waits for a turn. Throws ProcessBroken, or the signal's reason, or why the pool was closed. */
  ask(question: Question, signal: AbortSignal): Promise<Answer>
  /** Ends all of them; pending questions fail with the reason. */
  close(reason: Error): Promise<void>
}

interface PoolOptions<Question, Answer> {
  /** The module that runs in each process. */
  readonly module: URL
  readonly limits: ProcessLimits
  readonly processesMax: number
  /** Whether a process may be reused after that: one that read something large may hold on to memory. */
  isReusable(question: Question, answer: Answer): boolean
}

const IDLE_MS = 10_000

export function openProcessPool<Question, Answer>({
  module,
  limits,
  processesMax,
  isReusable,
}: PoolOptions<Question, Answer>): ProcessPool<Question, Answer> {
  type Process = LimitedProcess<Question, Answer>
  const gate = openGate(processesMax)
  const closing = new AbortController()
  const idle = new Map<Process, NodeJS.Timeout>()

  const takeProcess = (): Process => {
    const [found] = idle
    if (!found) return openLimitedProcess(module, limits)
    const [process, timer] = found
    clearTimeout(timer)
    idle.delete(process)
    return process
  }

  const keep = (process: Process) => {
    const retire = () => {
      idle.delete(process)
      return process.end()
    }
    idle.set(process, setTimeout(retire, IDLE_MS).unref())
  }

  return {
    async ask(question, signal) {
      const either = AbortSignal.any([signal, closing.signal])
      const leave = await gate.enter(either)
      const process = takeProcess()
      let mayStay = false
      try {
        const answer = await process.ask(question, either)
        mayStay = isReusable(question, answer)
        return answer
      } finally {
        if (mayStay) keep(process)
        else await process.end()
        leave()
      }
    },
    async close(reason) {
      closing.abort(reason)
      await gate.empty()
      for (const [process, timer] of idle) {
        clearTimeout(timer)
        await process.end()
      }
    },
  }
}
