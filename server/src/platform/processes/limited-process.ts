import { fork } from 'node:child_process'
import { once } from 'node:events'

export interface ProcessLimits {
  /** The limit of the heap, and of memory outside of it. */
  readonly memoryLimitMb: number
  readonly timeLimitMs: number
  /** The limit of CPU time, on a machine with time to spare; otherwise only elapsed time counts. */
  readonly cpuLimitMs?: number
}

/** The outcome of a question. */
export type ProcessOutcome<Answer> = { answer: Answer } | { why: ProcessBroken['why']; message: string }

/** Why a process gave no answer. It is to be ended then. */
export class ProcessBroken extends Error {
  override readonly name = 'ProcessBroken'
  readonly why: 'too-slow' | 'too-much-memory' | 'failed'

  constructor(why: ProcessBroken['why'], message: string) {
    super(message)
    this.why = why
  }
}

/** A process that answers one question at a time within limits of time and memory. */
export interface LimitedProcess<Question, Answer> {
  /** Throws ProcessBroken, or the signal's reason after an abort. After either the process is to be ended. */
  ask(question: Question, signal: AbortSignal): Promise<Answer>
  end(): Promise<void>
}

// The process enforces its own time limit; this one is for a process that hangs.
const UNHEARD_MS = 30_000
const ABORTED = 134

/**
 * Starts a module in a child process. It runs there in a thread and answers each message with one of its own. It is not
 * a thread of ours: the engine ends the whole process when a thread requests far more memory than it may have.
 */
export function openLimitedProcess<Question, Answer>(
  module: URL,
  limits: ProcessLimits,
): LimitedProcess<Question, Answer> {
  const child = fork(new URL('./process-host.ts', import.meta.url), [module.href, JSON.stringify(limits)], {
    serialization: 'advanced',
    env: {},
    execArgv: [],
    // Libraries write warnings about their input, which nobody reads there.
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  })
  // An idle process does not keep ours alive. A failure between questions is reported by the next one.
  child.unref()
  child.channel?.unref()
  child.on('error', () => {})

  return {
    async ask(question, signal) {
      const { promise, resolve, reject } = Promise.withResolvers<Answer>()
      const onMessage = (outcome: unknown) => {
        const said = outcome as ProcessOutcome<Answer>
        if ('answer' in said) resolve(said.answer)
        else reject(new ProcessBroken(said.why, said.message))
      }
      const onExit = () => reject(asBroken(child.exitCode, child.signalCode))
      const onAbort = () => reject(signal.reason)
      const unheard = () => reject(new ProcessBroken('too-slow', 'The process does not answer.'))
      const timer = setTimeout(unheard, limits.timeLimitMs + UNHEARD_MS)

      child.once('message', onMessage).once('exit', onExit)
      signal.addEventListener('abort', onAbort, { once: true })
      if (signal.aborted) onAbort()
      else if (hasEnded()) onExit()
      else if (child.pid === undefined) reject(new ProcessBroken('failed', 'No process could be started.'))
      // If sending fails, the process has ended, which is reported separately.
      else child.send(question as object, () => {})
      return promise.finally(() => {
        clearTimeout(timer)
        child.off('message', onMessage).off('exit', onExit)
        signal.removeEventListener('abort', onAbort)
      })
    },
    async end() {
      if (child.pid === undefined || hasEnded()) return
      child.ref()
      child.kill('SIGKILL')
      await once(child, 'exit')
    },
  }

  function hasEnded() {
    return child.exitCode !== null || child.signalCode !== null
  }
}

/**
 * A process that requests too much memory aborts; one that is killed by nobody of us is killed by a system without
 * memory.
 */
const asBroken = (code: number | null, signal: NodeJS.Signals | null): ProcessBroken =>
  code === ABORTED || signal === 'SIGABRT' || signal === 'SIGKILL' || signal === 'SIGTRAP'
    ? new ProcessBroken('too-much-memory', 'The process needed too much memory.')
    : new ProcessBroken('failed', `The process ended with ${signal ?? code}.`)
