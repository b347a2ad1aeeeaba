import type { z } from 'zod'
import { parametersOf, type Route, type ShapeName, type Shapes } from '#contract/route.ts'
import { type NamedFile, namedFile } from './named-file.ts'
import type { CallOptions, Transport } from './transport.ts'

/** The options of a call, in addition to its input. */
export type Options = Pick<CallOptions, 'signal' | 'keepalive' | 'headers'>

/** The parameters of a path, in their order: `/v1/teams/:teamId` has `['teamId']`. */
type Names<Path> = Path extends `${string}/:${infer Name}/${infer Rest}`
  ? [Name, ...Names<`/${Rest}`>]
  : Path extends `${string}/:${infer Name}`
    ? [Name]
    : []

type Values<Of extends readonly unknown[]> = { [Index in keyof Of]: string | number }

/** The input type of a shape. A field parsed from text, as in a query, accepts the parsed type. */
type Taken<S extends z.ZodType> = Lenient<z.input<S>, z.output<S>>
type Lenient<In, Out> = In extends object
  ? {
      [K in keyof In]: unknown extends In[K]
        ? Out[K & keyof Out]
        : undefined extends In[K]
          ? In[K] | undefined
          : In[K]
    }
  : In

/** Of every member of a union. */
type Without<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never

/** The input type of a query: an optional field may also be empty, which omits it. */
type Asked<T> = { [K in keyof T]: undefined extends T[K] ? T[K] | '' : T[K] }

type Beyond<R extends Route, S extends ShapeName> = Without<Taken<Shapes[S]>, Names<R['path']>[number]>

type Input<R extends Route> = R['input'] extends ShapeName
  ? R['method'] extends 'GET' | 'DELETE'
    ? Asked<Beyond<R, R['input']>>
    : Beyond<R, R['input']>
  : Record<string, never>

type Output<R extends Route> = R['answers'] extends 'file'
  ? NamedFile
  : R['output'] extends ShapeName
    ? z.output<Shapes[R['output']]>
    : void

type Call<R extends Route> =
  Record<never, never> extends Input<R>
    ? (...args: [...Values<Names<R['path']>>, input?: Input<R>, options?: Options]) => Promise<Output<R>>
    : (...args: [...Values<Names<R['path']>>, input: Input<R>, options?: Options]) => Promise<Output<R>>

type Group = Readonly<Record<string, Route>>

/** A function for each row: the parameters of its path, then its input, then options. Each throws ApiError. */
export type Calls<Groups extends Readonly<Record<string, Group>>> = {
  [G in keyof Groups]: {
    [Name in keyof Groups[G] as Groups[G][Name] extends OnlyStream ? never : Name]: Call<Groups[G][Name]>
  }
}

/** Routes that are only streamed. */
type OnlyStream = { answers: 'stream'; output?: never }

/** Makes the rows of a table, or of a part of it, callable. */
export const callsOf = <Groups extends Readonly<Record<string, Group>>>(
  transport: Transport,
  groups: Groups,
): Calls<Groups> =>
  mapped(groups, (group) => mapped(group, (route) => callOf(transport, route))) as Calls<Groups>

const mapped = <T, R>(of: Readonly<Record<string, T>>, map: (value: T) => R): Record<string, R> =>
  Object.fromEntries(Object.entries(of).map(([key, value]) => [key, map(value)]))

function callOf({ call, open }: Transport, route: Route) {
  const { method, path, permission, answers } = route
  const { length: count } = parametersOf(path)
  return async (...args: unknown[]) => {
    const [input, options] = args.slice(count) as [Record<string, unknown>?, Options?]
    const to = pathOf(route, args as (string | number)[])
    const isQuery = method === 'GET' || method === 'DELETE'
    const given: CallOptions = {
      ...options,
      ...(isQuery ? { query: queryOf(input) } : { body: input ?? {} }),
      ...(permission === 'public' && { isPublic: true }),
    }
    return answers === 'file' ? namedFile(await open(method, to, given)) : call(method, to, given)
  }
}

/** The path of an endpoint with its parameters in place, each escaped. */
export function pathOf({ path }: Route, values: readonly (string | number)[]): string {
  let next = 0
  return path.replace(/:\w+/g, () => encodeURIComponent(values[next++] ?? ''))
}

/** Empty fields are omitted. */
const queryOf = (input: Record<string, unknown> = {}) =>
  Object.fromEntries(Object.entries(input).filter(([, value]) => value !== '')) as CallOptions['query']
