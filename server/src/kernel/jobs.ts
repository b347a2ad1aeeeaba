import type { z } from 'zod'
import type { Fault } from './fault.ts'
import { parseInput } from './guard.ts'
import type { Scope } from './scope.ts'

/** A kind of job. Defined apart from its handler, so that enqueueing a job does not import the handler. */
export interface JobKind<I extends z.ZodType = z.ZodType> {
  readonly name: string
  readonly input: I
  /** Attempts before the job is dead, with growing pauses between them. */
  readonly triesMax: number
}

export const jobKind = <I extends z.ZodType>(kind: JobKind<I>): JobKind<I> => kind

/** Handles a kind of job. */
export interface JobHandler {
  readonly kind: JobKind
  /** How many jobs of this kind one process runs at once. */
  readonly concurrency: number
  /** Milliseconds between the starts of two jobs, for work that must not slow down answers. */
  readonly spacingMs: number
  /** Runs a job, possibly more than once. `known` is what its creator left in memory, if this is the same process. */
  work(scope: Scope, input: unknown, known: unknown): Promise<unknown>
  /** Settles what waits for a job that has used up its attempts, before it is dead. May be called again. */
  giveUp?(scope: Scope, input: unknown, fault: Fault): Promise<void>
}

/** The input of a kind of job. */
export type JobInput<K extends JobKind> = z.output<K['input']>

interface Handling<I extends z.ZodType> {
  work(scope: Scope, input: z.output<I>): Promise<unknown>
  readonly concurrency: number
  /** Default 0. */
  readonly spacingMs?: number
  /** Continues with what the job's creator left in memory, without looking it up again. */
  goOn?(scope: Scope, known: unknown): Promise<unknown>
  giveUp?(scope: Scope, input: z.output<I>, fault: Fault): Promise<void>
}

/** Ties a kind of job to its handler: a step if one transaction is enough, otherwise a function that calls steps. */
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
