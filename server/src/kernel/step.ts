import { z } from 'zod'
import { parseInput } from './guard.ts'
import { runQuery, runStep } from './run.ts'
import type { Scope } from './scope.ts'
import type { CommandContext, QueryContext } from './use-case.ts'

// Use-cases and jobs consist of steps. Nobody outside can call one, so it has no name and checks no permission: its caller has.

/** Runs in its own transaction, or as part of an open one. */
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
   * For frequent calls: the ID of what it changes, such as a conversation. Concurrent calls share a transaction, but never two
   * about the same thing. The step may then run twice, so it may only act through its context.
   */
  isAbout?(input: T): string
  /** Whether it also runs on a full disk, because it ends, stops or removes something. */
  readonly evenWhenFull?: boolean
}

type Run<C, T, R> = (context: C, input: T) => Promise<R>

/** A step that writes, with its events and jobs. Input from outside is parsed by `shape`: Fault `invalid_input` if it does not fit. */
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

/** A step that reads: it sees one consistent snapshot. */
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

/** The parser, the function and the options from either overload. */
const parted = <C>([first, ...rest]: unknown[]): Parted<C> =>
  first instanceof z.ZodType
    ? ([(input: unknown) => parseInput(first, input), ...rest] as Parted<C>)
    : ([(input: unknown) => input, first, ...rest] as Parted<C>)
