// A planted defect, loaded before the server: the commit of a sent message is acknowledged at once and done a little
// later. The kill test must catch it.
import pg from 'pg'

const LATE_SECONDS = 0.15
const original = pg.Client.prototype.query as (...given: unknown[]) => unknown
const sending = new WeakSet<pg.Client>()

pg.Client.prototype.query = function query(this: pg.Client, ...given: unknown[]) {
  if (String(given[0]).startsWith('insert into "messages"')) sending.add(this)
  if (given[0] !== 'COMMIT' || !sending.delete(this)) return original.apply(this, given)
  const late = original.call(this, `SELECT pg_sleep(${LATE_SECONDS}); COMMIT`) as Promise<unknown>
  late.catch(() => {})
  return Promise.resolve({ command: 'COMMIT', rows: [], rowCount: 0 })
} as typeof pg.Client.prototype.query
