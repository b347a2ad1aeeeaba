import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { runClosedLoad, type Throughput } from '../closed-load.ts'
import { startModel } from '../model-process.ts'
import { startPostgres } from '../postgres.ts'
import { startMeasuredRedis } from '../redis.ts'
import { startPair, startParley } from '../servers.ts'
import { median } from '../statistics.ts'
import { openShares } from './shares.ts'

// npm run bench:pair -- [--rounds 3] [--share 0.25] [--by-person]: what a second process adds.

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '3' },
    share: { type: 'string', default: '0.25' },
    'by-person': { type: 'boolean', default: false },
  },
})
const PEOPLE_EACH = 32
const GOAL = 1.7
const SETTLE_MS_EACH = 20_000
const WAKE = { warmMs: 500, measureMs: 2_000 }
const HELD = { warmMs: 1_000, measureMs: 6_000 }
const speedOf = ({ turnsPerSecond }: Throughput) => turnsPerSecond

process.chdir(new URL('../..', import.meta.url).pathname)
await using cleanUp = new AsyncDisposableStack()
const directory = mkdtempSync(join(tmpdir(), 'parley-bench-'))
cleanUp.defer(() => rmSync(directory, { recursive: true, force: true }))
const [postgres, redis] = [await startPostgres(), await startMeasuredRedis()]
if (postgres) cleanUp.defer(() => postgres.stop())
if (redis) cleanUp.defer(() => redis.stop())
if (!postgres || !redis) throw new Error('This takes PostgreSQL and Redis.')
const model = await startModel(null)
cleanUp.defer(model.stop)

const shared = { core: null, modelUrl: model.url, databasePid: postgres.pid, members: 2 * PEOPLE_EACH }
const one = await startParley({
  ...shared,
  databaseUrl: postgres.parleyUrl,
  dataDirectory: join(directory, 'one'),
})
cleanUp.defer(one.stop)
const two = await startPair(
  { ...shared, databaseUrl: postgres.pairUrl, dataDirectory: join(directory, 'two') },
  redis,
  values['by-person'] ? 'by person' : 'by request',
)
cleanUp.defer(two.stop)

/** The servers, what they depend on, and their speed. */
async function prepare(target: Awaited<ReturnType<typeof one.target>>) {
  const servers = target.pids.filter((pid) => pid !== postgres?.pid && pid !== redis?.pid)
  const shares = openShares(servers)
  if (!shares) throw new Error('Nobody may make control groups here: run it as root on Linux.')
  cleanUp.defer(async () => {
    await Promise.all([one.stop(), two.stop()])
    shares.remove()
  })
  const parts = { servers, database: [postgres?.pid ?? 0], Redis: [redis?.pid ?? 0] }
  const people = servers.length * PEOPLE_EACH
  return { target, shares, parts, people, servers: servers.length, found: [] as Throughput[] }
}
const sides = [await prepare(await one.target()), await prepare(await two.target())] as const

console.log('Letting all servers reach their usual speed.')
for (const { target, servers, people } of sides)
  await runClosedLoad(target, { people, modelPid: model.pid, warmMs: 0, measureMs: servers * SETTLE_MS_EACH })
for (let round = 0; round < Number(values.rounds); round += 1)
  for (const { target, shares, parts, people, found } of round % 2 === 0 ? sides : sides.toReversed()) {
    const load = { people, modelPid: model.pid }
    // An idle server warms up first, so that this is not measured.
    shares.set(null)
    await runClosedLoad(target, { ...load, ...WAKE })
    shares.set(Number(values.share))
    const result = await runClosedLoad(target, { ...load, ...HELD, parts })
    shares.set(null)
    if (result.failures.length > 0) throw new Error(result.failures[0])
    found.push(result)
    console.log(`round ${round + 1}, ${target.name}: ${told([result])}`)
  }

/** Medians of rounds. */
function told(rounds: readonly Throughput[]): string {
  const middle = (of: (round: Throughput) => number) => median(rounds.map(of))
  const parts = Object.keys(rounds[0]?.partsPer1000Turns ?? {})
    .map((part) => `${part} ${middle(({ partsPer1000Turns }) => partsPer1000Turns[part] ?? 0).toFixed(2)}`)
    .join(', ')
  const foreign = middle(({ foreignCores }) => foreignCores).toFixed(1)
  return `${middle(speedOf).toFixed(0)} turns/s; CPU s per 1,000: ${parts}; ${foreign} foreign cores`
}

const [alone, paired] = sides
const ratio = median(paired.found.map(speedOf)) / median(alone.found.map(speedOf))
console.log(`\none process:   ${told(alone.found)}\ntwo processes: ${told(paired.found)}`)
console.log(
  `Each with ${values.share} of a core: two give ${ratio.toFixed(2)} × the turns of one; goal ≥ ${GOAL} ×, ${ratio >= GOAL ? 'met' : 'MISSED'}.`,
)
