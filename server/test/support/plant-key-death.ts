// A death that is planted, loaded before the command: the process kills itself before its step number PARLEY_DIES_AT.
// Steps are what it does to the key file and its copies, and what it writes to the database or commits there.
import fs from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import pg from 'pg'
import { sentStatements } from './sent-statements.ts'

const fatal = Number(process.env.PARLEY_DIES_AT ?? 0)
let steps = 0

function step() {
  steps += 1
  if (steps === fatal) process.kill(process.pid, 'SIGKILL')
}

for (const name of ['writeFileSync', 'copyFileSync', 'renameSync', 'linkSync', 'unlinkSync'] as const) {
  const original = fs[name] as (...given: unknown[]) => unknown
  Object.assign(fs, {
    [name](...given: unknown[]) {
      if (given.some((one) => typeof one === 'string' && one.includes('secret.key'))) step()
      return original(...given)
    },
  })
}
syncBuiltinESMExports()

const original = pg.Client.prototype.query as (...given: unknown[]) => unknown
pg.Client.prototype.query = function query(this: pg.Client, ...given: unknown[]) {
  const { texts } = sentStatements(given[0])
  if (texts.some((text) => /^(UPDATE|COMMIT)/.test(text))) step()
  return original.apply(this, given)
} as typeof pg.Client.prototype.query
