import { fork } from 'node:child_process'
import { once } from 'node:events'

export interface ProcessLimits {
  /** Of the heap, and of what is kept beside it. */
  readonly memoryLimitMb: number
  readonly timeLimitMs: number
  /** Of the processor, on a machine that has time for others; without it the time alone counts. */
  readonly cpuLimitMs?: number
}

/** What the process says of a question. */
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

/** A process that answers one question at a time, and may cost so much and no more. */
export interface LimitedProcess<Question, Answer> {
  /** Throws ProcessBroken, or the signal's reason after an abort. After either the process is to be ended. */
  ask(question: Question, signal: AbortSignal): Promise<Answer>
  end(): Promise<void>
}

// It keeps to its time itself; this is for one that does nothing any more.
const UNHEARD_MS = 30_000
const ABORTED = 134

/**
 * Starts a module in a process of its own. It runs in a thread there and answers each message that it is sent with one of
 * its own. Not in a thread of ours: the engine ends the whole process when a thread asks for much more than it may have.
 */
export function openLimitedProcess<Question, Answer>(
  module: URL,
  limits: ProcessLimits,
): LimitedProcess<Question, Answer> {
  const child = fork(new URL('./process-host.ts', import.meta.url), [module.href, JSON.stringify(limits)], {
    serialization: 'advanced',
    env: {},
    execArgv: [],
    // Libraries write warnings about what they read; nobody is to read them there.
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  })
  // An idle process does not keep ours alive. A failure while nobody asks is met by the next question.
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
      // What fails here fails because it has ended, and of that it tells itself.
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

/** Who asks for more than there is aborts; who is killed by nobody of us is killed by a system without memory. */
const asBroken = (code: number | null, signal: NodeJS.Signals | null): ProcessBroken =>
  code === ABORTED || signal === 'SIGABRT' || signal === 'SIGKILL' || signal === 'SIGTRAP'
    ? new ProcessBroken('too-much-memory', 'The process needed too much memory.')
    : new ProcessBroken('failed', `The process ended with ${signal ?? code}.`)
