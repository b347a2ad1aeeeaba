import { parseArgs } from 'node:util'
import { faults } from '#test/faults/faults.ts'
import { killRounds } from '#test/support/kill-rounds.ts'
import { startTemporaryPostgres } from './temporary-postgres.ts'
import { WITHOUT_SERVER } from './test-files.ts'
import { runInterleavings, type SeedWord } from './torture/run-interleavings.ts'
import { runFaultTests, type Survival } from './torture/run-fault-tests.ts'

// npm run torture -- [--kills 200] [--acknowledgements 100000] [--users 48] [--postgres] [--no-faults] [--only F15,F31]
// [--at-once 1] [--seeds 100000]: kills a server again and again while many people write, and compares what was
// acknowledged with what is stored; then runs the long form of every test that holds a fault, this many files at once,
// on both databases where PostgreSQL is installed; then this many seeds of the interleavings, in as many threads.

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '200' },
    acknowledgements: { type: 'string', default: '100000' },
    users: { type: 'string', default: '48' },
    postgres: { type: 'boolean', default: false },
    'no-faults': { type: 'boolean', default: false },
    only: { type: 'string' },
    'at-once': { type: 'string', default: '1' },
    seeds: { type: 'string' },
  },
})
const [kills, acknowledgements, users] = [values.kills, values.acknowledgements, values.users].map(
  Number,
) as [number, number, number]
const begun = performance.now()
const minutes = () => `${((performance.now() - begun) / 60_000).toFixed(1)} min`

/** Most write briefly, so that there are many; every fourth has an answer that a kill falls into. */
const answer = (user: number) =>
  user % 4 === 0 ? '[[model ttft=20 tps=150 tokens=40]]' : '[[model ttft=1 tps=2000 tokens=8]]'

function tell({ seed, violations }: SeedWord) {
  for (const violation of violations) console.log(`seed ${seed}: ${violation}`)
  if (seed % 5_000 === 0) console.log(`${minutes()}: ${seed} seeds`)
}

const postgres = await startTemporaryPostgres()
const onServer = postgres ? { PARLEY_TEST_DATABASE_URL: postgres.url } : null
let report: Awaited<ReturnType<typeof killRounds>> | null = null
const survivals: Survival[] = []
try {
  if (values.postgres && onServer) Object.assign(process.env, onServer)
  if (kills > 0)
    report = await killRounds({
      rounds: kills,
      users,
      acknowledgements,
      answer,
      told: (killed, acknowledged) => {
        if (killed % 10 === 0) console.log(`${minutes()}: ${killed} kills, ${acknowledged} acknowledged`)
      },
    })
  delete process.env.PARLEY_TEST_DATABASE_URL
  const wanted = faults.filter(({ id }) => values.only === undefined || values.only.split(',').includes(id))
  if (!values['no-faults']) {
    const databases = [{ [WITHOUT_SERVER]: '1' }, ...(onServer ? [onServer] : [])]
    survivals.push(...(await runFaultTests(wanted, databases, Number(values['at-once']))))
  }
} finally {
  postgres?.stop()
}

// With --only, nothing else runs.
const seeds = Number(values.seeds ?? (values.only === undefined ? 100_000 : 0))
const broken = await runInterleavings({
  from: 1,
  count: seeds,
  atOnce: Number(values['at-once']),
  told: tell,
})

for (const { id, name, reason } of survivals)
  if (reason !== null) console.log(`${id} ${name}: NOT SURVIVED: ${reason}`)
const survived = survivals.filter(({ reason }) => reason === null).length
const wrong = report ? report.lost + report.doubled + report.stuck + report.torn + report.misplaced : 0
const rows: [string, number | string][] = [
  ...(report
    ? Object.entries({
        kills,
        'acknowledged messages': report.acknowledged,
        'answers begun anew': report.superseded,
      })
    : []),
  ...(report
    ? Object.entries({
        lost: report.lost,
        doubled: report.doubled,
        'stuck replies': report.stuck,
        torn: report.torn,
        misplaced: report.misplaced,
      })
    : []),
  ...(values['no-faults']
    ? []
    : [['faults survived', `${survived} of ${survivals.length}`] as [string, string]]),
  ...(seeds > 0 ? [['seeds that broke something', `${broken} of ${seeds}`] as [string, string]] : []),
  ['took', minutes()],
]
console.log(`\n${rows.map(([name, value]) => `${name.padEnd(24)}${String(value).padStart(12)}`).join('\n')}`)
process.exit(wrong === 0 && broken === 0 && survived === survivals.length ? 0 : 1)
