import { z } from 'zod'
import { parseInput } from './guard.ts'
import { runQuery, runStep } from './run.ts'
import type { Scope } from './scope.ts'
import type { CommandContext, QueryContext } from './use-case.ts'

// What use-cases and jobs consist of and nobody outside may ask for: no name, no permission. Who calls one has asked already.

/** A transaction of its own, or part of one that is open. */
export interface Step<T, R> {
  (scope: Scope, input: T): Promise<R>
  within(context: CommandContext, input: T): Promise<R>
}

/** The same for what only reads. */
export interface ReadStep<T, R> {
  (scope: Scope, input: T): Promise<R>
  within(context: QueryContext, input: T): Promise<R>
}

interface Options<T> {
  /**
   * For what comes in crowds: what it changes, such as a conversation. Calls at the same moment share a transaction, never two
   * about the same. It may run twice then, so it must do nothing but by its context.
   */
  isAbout?(input: T): string
  /** It ends, stops or removes something, so it goes on when the disk is full. */
  readonly evenWhenFull?: boolean
}

type Run<C, T, R> = (context: C, input: T) => Promise<R>

/** A transaction, with its events and jobs. With a shape its input comes from outside: Fault `invalid_input` where it does not fit. */
export function step<I extends z.ZodType, R>(
  shape: I,
  run: Run<CommandContext, z.output<I>, R>,
  options?: Options<z.output<I>>,
): Step<z.input<I>, R>
export function step<T = void, R = void>(run: Run<CommandContext, T, R>, options?: Options<T>): Step<T, R>
export function step(...given: unknown[]): Step<unknown, unknown> {
  const [read, run, options] = parted<CommandContext>(given)
  const call = async (scope: Scope, input: unknown) => {
    const known = read(input)
    const { isAbout, evenWhenFull = false } = options ?? {}
    return runStep(scope, { subject: isAbout?.(known) ?? null, evenWhenFull }, (context) =>
      run(context, known),
    )
  }
  return Object.assign(call, {
    within: async (context: CommandContext, input: unknown) => run(context, read(input)),
  })
}

/** One consistent moment, and nothing is written. */
export function readStep<I extends z.ZodType, R>(
  shape: I,
  run: Run<QueryContext, z.output<I>, R>,
): ReadStep<z.input<I>, R>
export function readStep<T = void, R = void>(run: Run<QueryContext, T, R>): ReadStep<T, R>
export function readStep(...given: unknown[]): ReadStep<unknown, unknown> {
  const [read, run] = parted<QueryContext>(given)
  const call = async (scope: Scope, input: unknown) => {
    const known = read(input)
    return runQuery(scope, (context) => run(context, known))
  }
  return Object.assign(call, {
    within: async (context: QueryContext, input: unknown) => run(context, read(input)),
  })
}

type Parted<C> = [
  read: (input: unknown) => unknown,
  run: Run<C, unknown, unknown>,
  options?: Options<unknown>,
]

/** How it reads its input, what it does, and its options: what the overloads took, with or without a shape. */
const parted = <C>([first, ...rest]: unknown[]): Parted<C> =>
  first instanceof z.ZodType
    ? ([(input: unknown) => parseInput(first, input), ...rest] as Parted<C>)
    : ([(input: unknown) => input, first, ...rest] as Parted<C>)
