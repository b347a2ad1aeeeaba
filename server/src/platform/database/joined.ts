import type { CompiledQuery, QueryResult } from 'kysely'
import type { Viewer } from './open.ts'
import { isSet, type Nth, type SetQuery } from './set-statement.ts'

/** A statement with the callbacks for its outcome. */
export interface Asked {
  readonly query: CompiledQuery
  readonly viewer: Viewer
  answer(result: QueryResult<unknown>): void
  fail(reason: unknown): void
}

/** A statement that runs for one caller or several. */
interface Joined {
  query: CompiledQuery
  readonly askers: Asked[]
}

/**
 * The statements of several writers as one list: each writer's keep their order, and so do those over rows that can
 * conflict. If a statement must come first for one writer, such as an insert that another of its rows references, it
 * comes first for all.
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
 * One statement for all callers; each gets the results for its own rows. For several viewers it runs as nobody in
 * particular.
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

/** The viewer that all have in common, or nobody in particular. */
export const commonViewer = (viewers: readonly Viewer[]): Viewer =>
  viewers.every((viewer) => viewer === viewers[0]) ? (viewers[0] ?? null) : null
