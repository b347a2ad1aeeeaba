import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { Client } from 'pg'
import { runClosedLoad, type Throughput } from '../closed-load.ts'
import { chooseCores, pinSelf } from '../cores.ts'
import { startModel } from '../model-process.ts'
import { startPostgres } from '../postgres.ts'
import { startParley, startRelay } from '../servers.ts'
import { median } from '../statistics.ts'

// npm run bench:encryption -- [--rounds 5]: what it costs to seal what is said.

const { values } = parseArgs({ options: { rounds: { type: 'string', default: '5' } } })
const PEOPLE = 16
const SETTLE_MS = 10_000
const LOAD = { people: PEOPLE, warmMs: 1_500, measureMs: 6_000 }
const KEY = 'a key for measuring, which is long enough'

process.chdir(new URL('../..', import.meta.url).pathname)
await using cleanUp = new AsyncDisposableStack()
const directory = mkdtempSync(join(tmpdir(), 'parley-bench-'))
cleanUp.defer(() => rmSync(directory, { recursive: true, force: true }))
const postgres = await startPostgres()
if (!postgres) throw new Error('PostgreSQL is not installed.')
cleanUp.defer(() => postgres.stop())
const cores = chooseCores()
pinSelf(cores.load)
const model = await startModel(cores.load)
cleanUp.defer(model.stop)

const shared = { core: cores.server, modelUrl: model.url, databasePid: postgres.pid }
const start = async (name: 'plain' | 'sealed', databaseUrl: string) => {
  const env = name === 'sealed' ? { PARLEY_ENCRYPTION: 'on', PARLEY_SECRET_KEY: KEY } : {}
  const dataDirectory = join(directory, name)
  const server = await startParley({ ...shared, databaseUrl, dataDirectory, members: PEOPLE }, env)
  cleanUp.defer(server.stop)
  return server.target()
}
const relay = await startRelay({ ...shared, databaseUrl: postgres.relayUrl })
cleanUp.defer(relay.stop)
const targets = {
  relay: await relay.target(),
  plain: await start('plain', postgres.parleyUrl),
  sealed: await start('sealed', postgres.pairUrl),
}
type Name = keyof typeof targets
const names = Object.keys(targets) as Name[]

for (const name of names)
  await runClosedLoad(targets[name], { ...LOAD, modelPid: model.pid, warmMs: 0, measureMs: SETTLE_MS })
const found: Record<Name, Throughput[]> = { relay: [], plain: [], sealed: [] }
for (let round = 0; round < Number(values.rounds); round += 1)
  for (const name of round % 2 === 0 ? names : names.toReversed()) {
    const result = await runClosedLoad(targets[name], { ...LOAD, modelPid: model.pid })
    if (result.failures.length > 0) throw new Error(result.failures[0])
    found[name].push(result)
    const cpu = result.cpuSecondsPer1000Turns.toFixed(2)
    console.log(
      `round ${round + 1}, ${name}: ${result.turnsPerSecond.toFixed(0)} turns/s, ${cpu} CPU s per 1,000`,
    )
  }

const speed = (name: Name) => median(found[name].map((one) => one.turnsPerSecond))
const cpu = (name: Name) => median(found[name].map((one) => one.cpuSecondsPer1000Turns))
/** What the messages of a thousand turns take in the database. */
const bytes = async (url: string) => {
  const client = new Client({ connectionString: url })
  await client.connect()
  const { rows } = await client.query<{ bytes: number; rows: number }>(
    `SELECT pg_total_relation_size(relid)::float8 AS bytes, n_tup_ins::float8 AS rows
      FROM pg_stat_user_tables WHERE relname = 'messages'`,
  )
  await client.end()
  return ((rows[0]?.bytes ?? 0) / Math.max(1, rows[0]?.rows ?? 1)) * 2_000
}
const sizes = { plain: await bytes(postgres.parleyUrl), sealed: await bytes(postgres.pairUrl) }
for (const name of ['plain', 'sealed'] as const)
  console.log(
    `${name.padEnd(7)} ${(speed(name) / speed('relay')).toFixed(3)} of the relay's turns/s, ` +
      `${(cpu(name) / cpu('relay')).toFixed(2)} of its CPU, ${(sizes[name] / 1_048_576).toFixed(2)} MB of messages per 1,000 turns`,
  )
console.log(
  `sealed to plain: ${(speed('sealed') / speed('plain')).toFixed(3)} of the turns/s, ` +
    `${(cpu('sealed') / cpu('plain')).toFixed(3)} of the CPU`,
)
