import type { PoolClient } from 'pg'
import { openPipeline } from './pipeline/pipeline.ts'
import type { StatementResult, TypeParsers } from './pipeline/statement.ts'

/** The first statements of a transaction. */
export type Opening = readonly { readonly text: string; readonly values: readonly string[] }[]

const PREPARED_MAX = 300

/**
 * Names for prepared statements, so that a server plans each once per connection. Only the first ones are named:
 * endlessly varying texts, such as lists of IDs, must not fill its memory.
 */
export function openNames() {
  const names = new Map<string, string>()
  return (text: string): string | undefined => {
    const known = names.get(text)
    if (known !== undefined || names.size >= PREPARED_MAX) return known
    const name = `parley_${names.size}`
    names.set(text, name)
    return name
  }
}

export type NameOf = (text: string) => string | undefined

/** How statements travel over one connection. */
export interface Route {
  /** Sends the first statements of a transaction, ahead of all others. */
  open(opening: Opening): Promise<unknown>
  /** Resolves with the database's answer, which is ROLLBACK after a failure. */
  commit(): Promise<{ command: string }>
  rollback(): Promise<unknown>
  ask(text: string, values: readonly unknown[]): Promise<StatementResult>
  /** Calls `gather` just before the queued statements are sent: what it queues goes along. */
  beforeSending(gather: () => void): void
}

/** Statements sent together are answered in one packet, and named ones are prepared once. */
export function preparedRoute(client: PoolClient, nameOf: NameOf, types: TypeParsers): Route {
  const pipeline = openPipeline(client, types)
  const ask: Route['ask'] = (text, values) => pipeline.execute(text, values, nameOf(text))
  return {
    ask,
    open: (opening) => Promise.all(opening.map(({ text, values }) => ask(text, values))),
    commit: () => ask('COMMIT', []),
    beforeSending: pipeline.beforeSending,
    rollback() {
      pipeline.flush()
      return client.query('ROLLBACK')
    },
  }
}
