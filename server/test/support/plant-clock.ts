// A clock that is planted, loaded before the server and its threads: it is as far ahead as the file at PARLEY_CLOCK_FILE
// says in milliseconds, looked up some times a second.
import { readFileSync } from 'node:fs'

const Real = Date
let ahead = 0
const file = process.env.PARLEY_CLOCK_FILE ?? ''

const look = () => {
  try {
    ahead = Number(readFileSync(file, 'utf8')) || 0
  } catch {
    ahead = 0
  }
}
look()
setInterval(look, 50).unref()

const now = () => Real.now() + ahead

globalThis.Date = new Proxy(Real, {
  construct: (target, given: unknown[]) => Reflect.construct(target, given.length === 0 ? [now()] : given),
  apply: () => new Real(now()).toString(),
  get: (target, key) => (key === 'now' ? now : Reflect.get(target, key)),
})
