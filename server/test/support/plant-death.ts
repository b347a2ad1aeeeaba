// A death that is planted, loaded before the server: the process kills itself right after the commit of the first
// transaction that ran a statement beginning with PARLEY_DIES_AFTER.
import pg from 'pg'
import { sentStatements } from './sent-statements.ts'

const fatal = process.env.PARLEY_DIES_AFTER ?? ''
const original = pg.Client.prototype.query as (...given: unknown[]) => Promise<unknown>
const doomed = new WeakSet<pg.Client>()

const die = () => void process.kill(process.pid, 'SIGKILL')

pg.Client.prototype.query = function query(this: pg.Client, ...given: unknown[]) {
  const { texts, statements } = sentStatements(given[0])
  if (fatal !== '' && texts.some((text) => text.startsWith(fatal))) doomed.add(this)
  const isLast = doomed.has(this) && texts.includes('COMMIT')
  const commit = isLast && statements.find(({ text }) => text === 'COMMIT')
  if (commit) commit.resolve = die
  const answer = original.apply(this, given)
  return isLast && !commit ? answer.then(die) : answer
} as typeof pg.Client.prototype.query
