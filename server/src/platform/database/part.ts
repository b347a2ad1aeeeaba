import { CompiledQuery, type DatabaseConnection, type Kysely } from 'kysely'
import type { Transaction, Viewer } from './open.ts'
import type { Schema } from './schema.ts'
import type { Send } from './transaction.ts'

/** One writer's part of a transaction that several share. */
export interface Part {
  /** Runs statements at once, for this part's viewer. */
  readonly tx: Transaction
  /** Keeps a statement until the transaction ends, or until this part runs another: that one sees it done. */
  readonly send: Send
  /** What it kept, in order. */
  kept(): readonly CompiledQuery[]
  /** Whether it changed anything yet, so that it cannot be left out of the commit. */
  hasWritten(): boolean
}

/** What the parts of a transaction share: its connection, and for whom the last statement ran. */
export interface Shared {
  readonly connection: DatabaseConnection
  readonly kyselyOver: (connection: DatabaseConnection) => Kysely<Schema>
  readonly send: Send
  viewer: Viewer
}

const VIEW = "SELECT set_config('app.viewer',$1,true)"

export function openPart(shared: Shared, viewer: Viewer): Part {
  const { connection, kyselyOver, send } = shared
  let kept: CompiledQuery[] = []
  let hasWritten = false

  const executeQuery = <R>(query: CompiledQuery) => {
    if (shared.viewer !== viewer) {
      shared.viewer = viewer
      send(CompiledQuery.raw(VIEW, [viewer ?? '']))
    }
    for (const one of kept) send(one)
    hasWritten ||= kept.length > 0 || !isReading(query)
    kept = []
    return connection.executeQuery<R>(query)
  }
  return {
    tx: kyselyOver({ ...connection, executeQuery }),
    send: (statement) => void kept.push(statement),
    kept: () => kept,
    hasWritten: () => hasWritten,
  }
}

/** Whether a statement leaves everything as it is, for all that its form tells. */
const isReading = ({ query }: CompiledQuery): boolean =>
  query.kind === 'SelectQueryNode' && query.with === undefined
