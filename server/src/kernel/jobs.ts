import type { z } from 'zod'
import type { Fault } from './fault.ts'
import { parseInput } from './guard.ts'
import type { Scope } from './scope.ts'

/** A kind of work that can be asked for. Kept apart from who does it, so that asking imports no flow. */
export interface JobKind<I extends z.ZodType = z.ZodType> {
  readonly name: string
  readonly input: I
  /** Tries before it is dead; between them it waits longer and longer. */
  readonly triesMax: number
}

export const jobKind = <I extends z.ZodType>(kind: JobKind<I>): JobKind<I> => kind

/** Who does a kind of work. */
export interface JobHandler {
  readonly kind: JobKind
  /** How many of this kind run at once in one process. */
  readonly concurrency: number
  /** Milliseconds between the beginnings of two, for work that must not be felt by whoever waits for an answer. */
  readonly spacingMs: number
  /** Does it. May run more than once for one job. `known` is what its maker left in memory, if it runs there. */
  work(scope: Scope, input: unknown, known: unknown): Promise<unknown>
  /** Settles what waited for a job whose tries are used up, before it is dead. May be called again. */
  giveUp?(scope: Scope, input: unknown, fault: Fault): Promise<void>
}

/** What a kind of work is asked with. */
export type JobInput<K extends JobKind> = z.output<K['input']>

interface Handling<I extends z.ZodType> {
  work(scope: Scope, input: z.output<I>): Promise<unknown>
  readonly concurrency: number
  /** 0 when it is left out. */
  readonly spacingMs?: number
  /** Goes on from what the job's maker knew, without looking it up again. */
  goOn?(scope: Scope, known: unknown): Promise<unknown>
  giveUp?(scope: Scope, input: z.output<I>, fault: Fault): Promise<void>
}

/** Ties a kind of job to what does it: a step where one transaction is all, otherwise a function that calls steps. */
export const jobHandler = <I extends z.ZodType>(
  kind: JobKind<I>,
  { work, concurrency, spacingMs = 0, goOn, giveUp }: Handling<I>,
): JobHandler => ({
  kind,
  concurrency,
  spacingMs,
  work: async (scope, input, known) =>
    known !== undefined && goOn ? goOn(scope, known) : work(scope, parseInput(kind.input, input)),
  ...(giveUp && {
    giveUp: (scope: Scope, input: unknown, fault: Fault) => giveUp(scope, kind.input.parse(input), fault),
  }),
})
