import type { Calls } from '#client/calls.ts'
import { parametersOf, type Route } from '#contract/route.ts'
import { routes, type Routes } from '#contract/routes.ts'
import { client } from './console-client.ts'
import type { Resource } from './cache.ts'
import { loadAll, pagesOf, type Pages } from './pages.ts'

/** `group.name` of every endpoint that reads. */
export type Read = {
  [G in keyof Routes]: {
    [N in keyof Routes[G]]: Routes[G][N] extends { method: 'GET'; answers?: never }
      ? `${G & string}.${N & string}`
      : never
  }[keyof Routes[G]]
}[keyof Routes]

type CallOf<R> = R extends `${infer G}.${infer N}`
  ? G extends keyof Calls<Routes>
    ? N extends keyof Calls<Routes>[G]
      ? Calls<Routes>[G][N]
      : never
    : never
  : never

type ArgsOf<R extends Read> = CallOf<R> extends (...args: infer Args) => unknown ? Args : never
type AnswerOf<R extends Read> = CallOf<R> extends (...args: never[]) => Promise<infer Answer> ? Answer : never

/** Those of them that answer a page of a list. */
type ReadPages = {
  [R in Read]: AnswerOf<R> extends { items: unknown[]; nextCursor: string | null } ? R : never
}[Read]

/** What an endpoint answers, kept and refreshed. */
export const resource = <R extends Read>(name: R, ...args: ArgsOf<R>): Resource<AnswerOf<R>> => ({
  ...factsOf(name, ...args),
  load: () => called(name, args),
})

/** A list, as far as it is unrolled. */
export const pages = <R extends ReadPages>(name: R, ...args: ArgsOf<R>): Pages<Listed<R>> =>
  pagesOf(factsOf(name, ...args), fetching<R>(name, args))

/** A whole list. */
export const all = <R extends ReadPages>(name: R, ...args: ArgsOf<R>): Resource<Listed<R>> => {
  const { key, ...facts } = factsOf(name, ...args)
  return { key: `all ${key}`, ...facts, load: () => loadAll(fetching<R>(name, args)) }
}

type Listed<R extends ReadPages> = AnswerOf<R> & { items: unknown[]; nextCursor: string | null }

/** Where what an endpoint answers is kept, and what makes it stale. */
export function factsOf<R extends Read>(name: R, ...args: ArgsOf<R>) {
  const { path, name: useCase, refreshedBy = [] } = routeOf(name)
  return {
    key: `${name} ${JSON.stringify(args)}`,
    staleBy: [useCase.split('.')[0] ?? '', ...refreshedBy],
    ids: Object.fromEntries(parametersOf(path).map((id, at) => [id, String(args[at])])),
  }
}

type Group<T> = Readonly<Record<string, Readonly<Record<string, T>>>>

/** What a table of groups has under `group.name`. */
function named<T>(groups: Group<T>, name: Read): T {
  const [group = '', one = ''] = name.split('.')
  const found = groups[group]?.[one]
  if (found === undefined) throw new Error(`There is no endpoint ${name}.`)
  return found
}

const routeOf = (name: Read): Route => named<Route>(routes, name)

const called = <R extends Read>(name: R, args: readonly unknown[]): Promise<AnswerOf<R>> =>
  named(client as unknown as Group<(...all: readonly unknown[]) => Promise<AnswerOf<R>>>, name)(...args)

/** The input comes after the parameters of the path; which page it is goes into it. */
const fetching =
  <R extends ReadPages>(name: R, args: readonly unknown[]) =>
  (page: { limit: number; after?: string }) => {
    const count = parametersOf(routeOf(name).path).length
    const input = { ...(args[count] as object | undefined), ...page }
    return called(name, [...args.slice(0, count), input]) as Promise<Listed<R>>
  }
