import type { PoolClient } from 'pg'
import { openPipeline } from './pipeline/pipeline.ts'
import type { StatementResult, TypeParsers } from './pipeline/statement.ts'

/** The statements that a transaction begins with. */
export type Opening = readonly { readonly text: string; readonly values: readonly string[] }[]

const PREPARED_MAX = 300

/**
 * Names for statements, so that a server plans each once for a connection. Only the first ones are named: texts that
 * vary without end, such as lists of ids, must not fill its memory.
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
  /** Sends what a transaction begins with, ahead of its first statement. */
  open(opening: Opening): Promise<unknown>
  /** Resolves with what the database made of it, which after a failure is ROLLBACK. */
  commit(): Promise<{ command: string }>
  rollback(): Promise<unknown>
  ask(text: string, values: readonly unknown[]): Promise<StatementResult>
  /** Calls `gather` just before what is asked now is sent: what that asks goes with it. */
  beforeSending(gather: () => void): void
}

/** A server answers all that were sent together in one packet, and prepares each statement once where it has a name. */
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
