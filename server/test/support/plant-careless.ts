// Mistakes that are planted, loaded before the server: at SIGUSR2 one is made in a timer, in a promise that nobody waits
// for, in an emitter and in a stream; and whatever statement has PARLEY_CARELESS_AT among its values throws.
import { EventEmitter } from 'node:events'
import { Readable } from 'node:stream'
import pg from 'pg'
import { sentStatements } from './sent-statements.ts'

process.on('SIGUSR2', () => {
  setTimeout(() => {
    throw new Error('careless in a timer')
  })
  void Promise.reject(new Error('careless in a promise'))
  setImmediate(() => new EventEmitter().emit('error', new Error('careless in an emitter')))
  new Readable({ read() {} }).destroy(new Error('careless in a stream'))
})

const word = process.env.PARLEY_CARELESS_AT ?? ''
const original = pg.Client.prototype.query as (...given: unknown[]) => Promise<unknown>

pg.Client.prototype.query = function query(this: pg.Client, ...given: unknown[]) {
  const said = [given[1], ...sentStatements(given[0]).statements.map(({ values }) => values)]
  if (word !== '' && JSON.stringify(said).includes(word)) throw new TypeError('careless in a statement')
  return original.apply(this, given)
} as typeof pg.Client.prototype.query
