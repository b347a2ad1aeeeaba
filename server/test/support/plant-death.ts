// A death that is planted, loaded before the server: the process kills itself right after the commit of the first
// transaction that ran a statement beginning with PARLEY_DIES_AFTER.
import pg from 'pg'

const fatal = process.env.PARLEY_DIES_AFTER ?? ''
const original = pg.Client.prototype.query as (...given: unknown[]) => Promise<unknown>
const doomed = new WeakSet<pg.Client>()

const textOf = (statement: unknown): string =>
  typeof statement === 'object' && statement !== null && 'text' in statement
    ? String(statement.text)
    : String(statement)

pg.Client.prototype.query = function query(this: pg.Client, ...given: unknown[]) {
  const text = textOf(given[0])
  if (fatal !== '' && text.startsWith(fatal)) doomed.add(this)
  const answer = original.apply(this, given)
  if (!doomed.has(this) || !/^COMMIT/i.test(text)) return answer
  return answer.then((result) => {
    process.kill(process.pid, 'SIGKILL')
    return result
  })
} as typeof pg.Client.prototype.query
