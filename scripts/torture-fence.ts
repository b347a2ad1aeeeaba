import { parseArgs } from 'node:util'
import { fenceRounds } from '#test/support/fence-rounds.ts'
import { startTemporaryPostgres } from './temporary-postgres.ts'

// npm run torture:fence -- [--rounds 10000] [--at-once 24] [--postgres] [--across] [--redis] [--restarts]:
// conversations are taken over at random points of answers of any pace, with tools and retries; afterwards not one
// character of an agent may appear. --across: by another process than the one that writes. --redis: while a third
// process, which receives messages late, is followed live. --restarts: while another process writes answers and is
// killed again and again. All need PostgreSQL.

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '10000' },
    'at-once': { type: 'string', default: '24' },
    postgres: { type: 'boolean', default: false },
    across: { type: 'boolean', default: false },
    redis: { type: 'boolean', default: false },
    restarts: { type: 'boolean', default: false },
  },
})
const IN_ONE_GO = 500
const isJoined = values.across || values.redis || values.restarts
const postgres = values.postgres || isJoined ? await startTemporaryPostgres() : null
if (postgres) process.env.PARLEY_TEST_DATABASE_URL = postgres.url
const wanted = Number(values.rounds)
const begun = performance.now()
const total: Record<string, number> = {}
try {
  for (let left = wanted; left > 0; left -= IN_ONE_GO) {
    const rounds = Math.min(left, IN_ONE_GO)
    const report = await fenceRounds({
      rounds,
      atOnce: Number(values['at-once']),
      isAcross: values.across,
      hasRedis: values.redis,
      hasRestarts: values.restarts,
    })
    for (const [name, count] of Object.entries(report)) total[name] = (total[name] ?? 0) + count
    console.log(`${Math.round((performance.now() - begun) / 1000)} s`, JSON.stringify(total))
  }
} finally {
  postgres?.stop()
}
const broken = (total.late ?? 0) + (total.grown ?? 0) + (total.asked ?? 0)
console.log(broken === 0 ? 'The fence held.' : 'THE FENCE WAS BROKEN.')
process.exit(broken === 0 ? 0 : 1)
