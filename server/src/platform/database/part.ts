import { CompiledQuery, type DatabaseConnection, type Kysely, type QueryResult } from 'kysely'
import { type Asked, commonViewer, joined } from './joined.ts'
import type { Transaction, Viewer } from './open.ts'
import type { Schema } from './schema.ts'
import { type Send, ignoreRejection } from './transaction.ts'

/** One writer's part of a transaction that several share. */
export interface Part {
  /**
   * Runs statements for this part's viewer, together with those that other parts run in the same turn of the event
   * loop.
   */
  readonly tx: Transaction
  /** Holds a statement back until the transaction ends, or until this part runs another, which sees it done. */
  readonly send: Send
  /** The statements held back, in order. */
  kept(): readonly Asked[]
  /** Whether it has changed anything, so that it cannot be left out of the commit. */
  hasWritten(): boolean
}

/** The parts of a shared transaction. */
export interface Company {
  readonly parts: readonly Part[]
  /** Sends the held-back statements of parts as the transaction's last, rows of one kind in one statement. */
  sendKept(parts: readonly Part[]): void
}

const VIEW = "SELECT set_config('app.viewer',$1,true)"

/** The connection of the parts' statements. */
export interface Way {
  readonly connection: DatabaseConnection
  readonly kyselyOver: (connection: DatabaseConnection) => Kysely<Schema>
  /** Calls `gather` just before the queued statements are sent. */
  beforeSending(gather: () => void): void
}

/** Opens a part for each viewer of a transaction that was opened for their `commonViewer`. */
export function openParts(
  { connection, kyselyOver, beforeSending }: Way,
  viewers: readonly Viewer[],
): Company {
  let current = commonViewer(viewers)
  let waiting: Asked[][] | null = null

  function send(lists: readonly (readonly Asked[])[]) {
    for (const { query, viewer, answer, fail } of joined(lists)) {
      if (current !== viewer) {
        current = viewer
        // If it fails, so does everything sent behind it.
        ignoreRejection(connection.executeQuery(CompiledQuery.raw(VIEW, [viewer ?? ''])))
      }
      connection.executeQuery(query).then(answer, fail)
    }
  }

  /** Sends statements with those that other parts run before the next turn of the event loop. */
  function ask(at: number, asked: readonly Asked[]) {
    if (waiting === null) {
      const lists: Asked[][] = viewers.map(() => [])
      waiting = lists
      beforeSending(() => {
        waiting = null
        send(lists)
      })
    }
    waiting[at]?.push(...asked)
  }

  return {
    parts: viewers.map((viewer, at) =>
      openPart({ ...connection, viewer, ask: (asked) => ask(at, asked) }, kyselyOver),
    ),
    sendKept: (parts) => send(parts.map((part) => part.kept())),
  }
}

interface Asking extends DatabaseConnection {
  readonly viewer: Viewer
  ask(asked: readonly Asked[]): void
}

function openPart(
  { viewer, ask, ...connection }: Asking,
  kyselyOver: (connection: DatabaseConnection) => Kysely<Schema>,
): Part {
  let kept: Asked[] = []
  let hasWritten = false

  const executeQuery = <R>(query: CompiledQuery) => {
    hasWritten ||= kept.length > 0 || !isReading(query)
    return new Promise<QueryResult<R>>((answer, fail) => {
      ask([...kept, { query, viewer, answer: answer as Asked['answer'], fail }])
      kept = []
    })
  }
  return {
    tx: kyselyOver({ ...connection, executeQuery }),
    send: (query) =>
      ignoreRejection(
        new Promise((answer, fail) => kept.push({ query, viewer, answer: ({ rows }) => answer(rows), fail })),
      ),
    kept: () => kept,
    hasWritten: () => hasWritten,
  }
}

/** Whether a statement is read-only, judging by its form. */
const isReading = ({ query }: CompiledQuery): boolean =>
  query.kind === 'SelectQueryNode' && query.with === undefined
