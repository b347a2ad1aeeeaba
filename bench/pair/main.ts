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

// npm run bench:pair -- [--rounds 3] [--share 0.25]: what a second process brings.

const { values } = parseArgs({
  options: { rounds: { type: 'string', default: '3' }, share: { type: 'string', default: '0.25' } },
})
const PEOPLE = 64
const GOAL = 1.7
const SETTLE = { warmMs: 500, measureMs: 4_000 }
const HELD = { warmMs: 1_000, measureMs: 6_000 }

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

const shared = { core: null, modelUrl: model.url, databasePid: postgres.pid, members: PEOPLE }
const one = await startParley({
  ...shared,
  databaseUrl: postgres.parleyUrl,
  dataDirectory: join(directory, 'one'),
})
cleanUp.defer(one.stop)
const two = await startPair(
  { ...shared, databaseUrl: postgres.pairUrl, dataDirectory: join(directory, 'two') },
  redis,
)
cleanUp.defer(two.stop)

/** The servers by themselves, what they wait for, and how fast they were. */
async function prepare(target: Awaited<ReturnType<typeof one.target>>) {
  const servers = target.pids.filter((pid) => pid !== postgres?.pid && pid !== redis?.pid)
  const shares = openShares(servers)
  if (!shares) throw new Error('Nobody may make control groups here: run it as root on Linux.')
  cleanUp.defer(async () => {
    await Promise.all([one.stop(), two.stop()])
    shares.remove()
  })
  const parts = { servers, database: [postgres?.pid ?? 0], Redis: [redis?.pid ?? 0] }
  return { target, shares, parts, found: [] as Throughput[] }
}
const sides = [await prepare(await one.target()), await prepare(await two.target())] as const

const load = { people: PEOPLE, modelPid: model.pid }
for (let round = 0; round < Number(values.rounds); round += 1)
  for (const { target, shares, parts, found } of round % 2 === 0 ? sides : sides.toReversed()) {
    // Whoever had nothing to do meanwhile gets up to speed first, so that this is not measured.
    shares.set(null)
    await runClosedLoad(target, { ...load, ...SETTLE })
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

function speedOf({ turnsPerSecond }: Throughput): number {
  return turnsPerSecond
}

const [alone, paired] = sides
const ratio = median(paired.found.map(speedOf)) / median(alone.found.map(speedOf))
console.log(`\none process:   ${told(alone.found)}\ntwo processes: ${told(paired.found)}`)
console.log(
  `Each with ${values.share} of a core: two give ${ratio.toFixed(2)} × the turns of one; goal ≥ ${GOAL} ×, ${ratio >= GOAL ? 'met' : 'MISSED'}.`,
)
