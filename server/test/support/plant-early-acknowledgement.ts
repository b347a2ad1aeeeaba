// A planted defect, loaded before the server: the commit of a sent message is acknowledged at once and done a little
// later. The kill test must catch it.
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import type { PipelinedStatement } from '../../src/platform/database/pipeline/statement.ts'
import { sentStatements } from './sent-statements.ts'

const LATE_MS = 150
const COMMITTED = { command: 'COMMIT', rows: [], rowCount: 0 }
const original = pg.Client.prototype.query as (...given: unknown[]) => Promise<unknown>
const sending = new WeakSet<pg.Client>()
/** Transactions that open a conversation, too: without that there is nothing to look for afterwards. */
const opening = new WeakSet<pg.Client>()
/** What is still to be done on a connection before anything else may be. */
const late = new WeakMap<pg.Client, Promise<unknown>>()

/** What it answers without having done it: events have to have numbers. */
const rowsOf = ({ text, values }: Pick<PipelinedStatement, 'text' | 'values'>): unknown[] =>
  text.includes('INSERT INTO events')
    ? (JSON.parse(String(values[0])) as unknown[]).map((_event, at) => ({
        nth: at + 1,
        number: 0,
        created_at: new Date(),
      }))
    : []

pg.Client.prototype.query = function query(this: pg.Client, ...given: unknown[]) {
  const before = late.get(this)
  const { texts, statements } = sentStatements(given[0])
  if (texts.some((text) => text.startsWith('insert into "messages"'))) sending.add(this)
  if (texts.some((text) => text.startsWith('insert into "conversations"'))) opening.add(this)
  const isOver = texts.includes('COMMIT') || texts.includes('ROLLBACK')
  const [isSending, isOpening] = isOver ? [sending.delete(this), opening.delete(this)] : [false, false]
  if (texts.includes('COMMIT') && isSending && !isOpening) {
    late.set(
      this,
      pause(LATE_MS).then(() => original.apply(this, given)),
    )
    for (const one of statements) one.resolve({ ...COMMITTED, rows: rowsOf(one) })
    return Promise.resolve(COMMITTED)
  }
  return before ? before.then(() => original.apply(this, given)) : original.apply(this, given)
} as typeof pg.Client.prototype.query
