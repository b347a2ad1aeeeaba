import { randomUUID } from 'node:crypto'
import type { Scope } from '#kernel/scope.ts'
import { Died } from './processes.ts'
import type { People } from './people.ts'
import type { Random } from './random.ts'
import type { Recorded } from './recorded.ts'
import type { Schedule } from './schedule.ts'
import type { Stage } from './stage.ts'
import { runAt } from './whereabouts.ts'

/** One run, as those see it who act in it. */
export interface Run {
  readonly stage: Stage
  readonly people: People
  readonly conversationId: string
  readonly random: Random
  readonly schedule: Schedule
  readonly recorded: Recorded
  /** Aborts when nobody is to follow anything any more. */
  readonly leaving: AbortSignal
}

/** Somebody who does something in a run. Resolves when that is done. */
export type Actor = (run: Run, name: string) => Promise<void>

/** Who calls, and through which process. */
interface Caller {
  readonly process: string
  readonly actor: string
  readonly as: 'vera' | 'otto'
}

/**
 * Calls the product as a person, through a process. Rejects with Died when that dies first: nobody knows then what came of
 * it.
 */
export async function callAt<R>(
  { stage, people, leaving }: Run,
  { process, actor, as }: Caller,
  call: (scope: Scope) => Promise<R>,
): Promise<R> {
  const { app, life, died } = stage.processes.living(process)
  const scope: Scope = { ...people[as], app, requestId: randomUUID(), signal: leaving }
  return Promise.race([runAt({ process, life, actor }, () => call(scope)), died])
}

/** Calls through one process after another until one lives long enough to answer. */
export async function callUntilAnswered<R>(
  run: Run,
  { process, ...who }: Caller,
  call: (scope: Scope) => Promise<R>,
): Promise<R> {
  for (let at = process; ; at = otherThan(run, at)) {
    try {
      return await callAt(run, { process: isAlive(run, at) ? at : otherThan(run, at), ...who }, call)
    } catch (error) {
      if (!(error instanceof Died)) throw error
    }
  }
}

/** Something that is followed: how it is opened where one is now, what one does with a part, and whether that was the last. */
interface Followed<Part> {
  open(scope: Scope): AsyncIterable<Part>
  hear(part: Part): void
  isOver(): boolean
}

/** Follows through one process after another, until it is over or one is to leave. */
export async function follow<Part>(
  run: Run,
  { process, ...who }: Caller,
  { open, hear, isOver }: Followed<Part>,
): Promise<void> {
  let at = process
  while (!isOver() && !run.leaving.aborted) {
    if (!isAlive(run, at)) at = otherThan(run, at)
    // What is left of a process that died says nothing to anybody.
    const { died } = run.stage.processes.living(at)
    let isHeard = true
    died.catch(() => (isHeard = false))
    try {
      await callAt(run, { process: at, ...who }, async (scope) => {
        for await (const part of open(scope)) {
          if (isHeard) hear(part)
          if (isOver()) return
        }
      })
    } catch (error) {
      if (!(error instanceof Died)) throw error
    }
  }
}

const isAlive = ({ stage }: Run, process: string) => stage.processes.isAlive(process)

const otherThan = (run: Run, process: string): string =>
  run.stage.processes.names.find((name) => name !== process && isAlive(run, name)) ?? process
