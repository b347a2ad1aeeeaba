// A planted defect, loaded before the server: the commit of a sent message is acknowledged at once and done a little
// later. The kill test must catch it.
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { sentStatements } from './sent-statements.ts'

const LATE_MS = 150
const COMMITTED = { command: 'COMMIT', rows: [], rowCount: 0 }
const original = pg.Client.prototype.query as (...given: unknown[]) => Promise<unknown>
const sending = new WeakSet<pg.Client>()
/** What is still to be done on a connection before anything else may be. */
const late = new WeakMap<pg.Client, Promise<unknown>>()

pg.Client.prototype.query = function query(this: pg.Client, ...given: unknown[]) {
  const before = late.get(this)
  const { texts, asked } = sentStatements(given[0])
  if (texts.some((text) => text.startsWith('insert into "messages"'))) sending.add(this)
  if (texts.includes('COMMIT') && sending.delete(this)) {
    late.set(
      this,
      pause(LATE_MS).then(() => original.apply(this, given)),
    )
    for (const { answer } of asked) answer(COMMITTED)
    return Promise.resolve(COMMITTED)
  }
  return before ? before.then(() => original.apply(this, given)) : original.apply(this, given)
} as typeof pg.Client.prototype.query
