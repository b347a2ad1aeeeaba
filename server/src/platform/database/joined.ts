import type { CompiledQuery, QueryResult } from 'kysely'
import type { Viewer } from './open.ts'
import { isSet, type Nth, type SetQuery } from './set-statement.ts'

/** A statement that somebody wants to have run, and who hears what became of it. */
export interface Asked {
  readonly query: CompiledQuery
  readonly viewer: Viewer
  answer(result: QueryResult<unknown>): void
  fail(reason: unknown): void
}

/** A statement that is run for one or for several who asked. */
interface Joined {
  query: CompiledQuery
  readonly askers: Asked[]
}

/**
 * The statements of several writers as one list: each writer's stay in their order, and those over rows that can meet do. What
 * one writer needs to come first, such as the row that another of its rows names, so comes first for all.
 */
export function joined(writers: readonly (readonly Asked[])[]): Asked[] {
  const list: Joined[] = []
  for (const statements of writers) {
    let at = 0
    for (const asked of statements) {
      const { query } = asked
      const met = isSet(query)
        ? list.findIndex((one, place) => place >= at && isSet(one.query) && one.query.kind === query.kind)
        : -1
      const known = list[met]
      if (known) known.askers.push(asked)
      else list.splice(at, 0, { query, askers: [asked] })
      at = (known ? met : at) + 1
    }
  }
  return list.map(together)
}

/**
 * One statement for all who asked; each hears the answers to its own rows. Those of several viewers see what anybody may.
 */
function together({ query, askers }: Joined): Asked {
  const [first] = askers
  if (first && askers.length === 1) return first
  const given = askers.map((asked) => (asked.query as SetQuery).given)
  return {
    query: (query as SetQuery).kind.with(given.flat() as never[]),
    viewer: commonViewer(askers.map(({ viewer }) => viewer)),
    answer({ rows }) {
      let before = 0
      for (const [at, asked] of askers.entries()) {
        const [after, through] = [before, before + (given[at]?.length ?? 0)]
        asked.answer({ rows: (rows as Nth[]).filter(({ nth }) => nth > after && nth <= through) })
        before = through
      }
    },
    fail: (reason) => {
      for (const asked of askers) asked.fail(reason)
    },
  }
}

/** Whoever they all are, or nobody in particular. */
export const commonViewer = (viewers: readonly Viewer[]): Viewer =>
  viewers.every((viewer) => viewer === viewers[0]) ? (viewers[0] ?? null) : null
