import type { z } from 'zod'
import type { NewEvent } from '#contract/events.ts'
import type { Reader, Transaction } from '#platform/database/open.ts'
import type { Send } from '#platform/database/transaction.ts'
import { guard } from './guard.ts'
import type { JobKind } from './jobs.ts'
import type { AskedPermission } from './permissions.ts'
import type { Ports } from './ports.ts'
import { runCommand, runQuery } from './run.ts'
import type { Scope } from './scope.ts'
import { timed } from './timed.ts'

/** What a query may use: its scope and a read-only transaction. */
export interface QueryContext {
  readonly scope: Scope
  readonly tx: Reader
}

export interface JobOptions {
  readonly delayMs?: number
  /**
   * What its creator already knows, for a worker of this process that runs it right away; a worker that finds the job later
   * looks it up. Never stored.
   */
  readonly known?: unknown
  /** Its work has already started, so it stays in this process. */
  readonly isBegun?: boolean
}

/** What a command may use: a transaction, and what takes effect with its commit. No network. */
export interface CommandContext {
  readonly scope: Scope
  readonly tx: Transaction
  /** Writes without waiting for the result. Later statements see it; if it fails, nothing is committed. */
  readonly send: Send
  /**
   * Stores an event in this transaction; listeners hear it after the commit, and reactions run before it. `known` is what reactions
   * need from memory; never stored.
   */
  emit(event: NewEvent, known?: unknown): void
  /** Stores a job in this transaction; it runs after the commit. */
  enqueue<I extends z.ZodType>(kind: JobKind<I>, input: z.input<I>, options?: JobOptions): void
  /** Publishes on a live topic after the commit; best effort, never the record. */
  announce(topic: string, message: unknown): void
}

/** What a flow may use: the outside world and time, but no transaction; it changes data by calling commands. */
export interface FlowContext {
  readonly scope: Scope
  readonly ports: Ports
}

interface Definition<I extends z.ZodType> {
  readonly name: string
  readonly permission: AskedPermission
  readonly input: I
  /** The shape of its result, for OpenAPI and MCP. */
  readonly output?: z.ZodType
  /** True if the result contains a secret that must not be stored for repeats. */
  readonly secret?: boolean
  /** True if its input does not identify a repeat, as with uploaded bytes: it just runs again. */
  readonly runsAgain?: boolean
}

type Described<Kind extends string, I extends z.ZodType> = Required<
  Pick<Definition<I>, 'name' | 'permission' | 'input'>
> & {
  readonly kind: Kind
  readonly output: z.ZodType | null
  readonly secret: boolean
}

export interface QueryUseCase<I extends z.ZodType, R> extends Described<'query', I> {
  (scope: Scope, input: z.input<I>): Promise<R>
  /** The same inside an open transaction. */
  within(context: QueryContext, input: z.input<I>): Promise<R>
}

export interface CommandUseCase<I extends z.ZodType, R> extends Described<'command', I> {
  (scope: Scope, input: z.input<I>): Promise<R>
  /** The same inside another command's transaction. */
  within(context: CommandContext, input: z.input<I>): Promise<R>
}

export interface FlowUseCase<I extends z.ZodType, R> extends Described<'flow', I> {
  /** Returns what the flow returns: a promise, or an async iterable for a stream. Guards throw synchronously. */
  (scope: Scope, input: z.input<I>): R
}

// The registry holds use-cases with any input and result; variance leaves only `never` for the input.
export type UseCase =
  | QueryUseCase<z.ZodType, unknown>
  | CommandUseCase<z.ZodType, unknown>
  | FlowUseCase<z.ZodType, unknown>

const describe = <Kind extends UseCase['kind'], I extends z.ZodType>(
  kind: Kind,
  definition: Definition<I>,
) => ({
  kind,
  useCaseName: definition.name,
  permission: definition.permission,
  input: definition.input,
  output: definition.output ?? null,
  secret: definition.secret ?? false,
})

// A function's own `name` is read-only, so the use-case's name is defined over it.
const build = <T>(call: object, { useCaseName, ...facts }: ReturnType<typeof describe>, within?: object): T =>
  Object.defineProperty(Object.assign(call, facts, within && { within }), 'name', {
    value: useCaseName,
    enumerable: true,
  }) as T

/** A use-case that reads. It sees one consistent moment and cannot write. */
export function query<I extends z.ZodType, R>(
  definition: Definition<I> & { run(context: QueryContext, input: z.output<I>): Promise<R> },
): QueryUseCase<I, R> {
  const within = async (context: QueryContext, input: z.input<I>) =>
    definition.run(context, guard(context.scope, definition, input))
  const call = (scope: Scope, input: z.input<I>) =>
    timed(scope, definition.name, input, async () => {
      const parsed = guard(scope, definition, input)
      return runQuery(scope, (context) => definition.run(context, parsed))
    })
  return build(call, describe('query', definition), within)
}

/** A use-case that changes data: one transaction, with its events and jobs, acknowledged after the commit. */
export function command<I extends z.ZodType, R>(
  definition: Definition<I> & {
    run(context: CommandContext, input: z.output<I>): Promise<R>
    /**
     * For what comes in crowds: what it changes, such as a conversation. Calls at the same moment share a transaction, never two
     * about the same. `run` may be called twice then, so it must do nothing but by its context.
     */
    readonly isAbout?: (input: z.output<I>) => string
  },
): CommandUseCase<I, R> {
  const within = async (context: CommandContext, input: z.input<I>) =>
    definition.run(context, guard(context.scope, definition, input))
  const call = (scope: Scope, input: z.input<I>) =>
    timed(scope, definition.name, input, async () => {
      const parsed = guard(scope, definition, input)
      const subject = definition.isAbout?.(parsed) ?? null
      return runCommand(scope, { ...definition, subject }, parsed, (context) =>
        definition.run(context, parsed),
      )
    })
  return build(call, describe('command', definition), within)
}

/** A use-case that waits for the world: models, tools, time, streams. */
export function flow<I extends z.ZodType, R>(
  definition: Definition<I> & { run(context: FlowContext, input: z.output<I>): R },
): FlowUseCase<I, R> {
  const call = (scope: Scope, input: z.input<I>) =>
    timed(scope, definition.name, input, () =>
      definition.run({ scope, ports: scope.app.ports }, guard(scope, definition, input)),
    )
  return build(call, describe('flow', definition))
}

/** Whether an export of a feature is a use-case; how the registry finds them. */
export const isUseCase = (value: unknown): value is UseCase =>
  typeof value === 'function' && 'permission' in value && 'input' in value && 'kind' in value
