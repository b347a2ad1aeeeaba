import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { sql } from 'kysely'
import type { Page } from '#contract/page.ts'
import type { Agent } from '#contract/shapes/agent.ts'
import type { SignedIn } from '#contract/shapes/people.ts'
import { joinDatabase } from '#platform/database/open.ts'
import { chooseCores, pinSelf } from '../cores.ts'
import { openHttpClient } from '../http-client.ts'
import { startModel } from '../model-process.ts'
import { OWNER } from '../parley-target.ts'
import { startParley } from '../servers.ts'
import { fillTenant } from './fill-tenant.ts'
import { madeWords } from './made-words.ts'
import { measureCalls } from './measure-calls.ts'
import { measureTurns } from './measure-turns.ts'
import { readSizes } from './read-sizes.ts'
import { untilRolledUp } from './until-rolled-up.ts'

// npm run bench:scale -- [--messages 2000000] [--directory <path>]: whether many messages slow Parley down, and how
// much space they take. A named directory keeps its data, and is measured again by later runs.

const { values } = parseArgs({
  options: { messages: { type: 'string', default: '2000000' }, directory: { type: 'string' } },
})
const MESSAGES = Number(values.messages)
const WORDS = 5_000
const MANY = 100_000_000
const say = (line: string) => console.error(`  ${line}`)

process.chdir(new URL('../..', import.meta.url).pathname)
const cleanUp = new AsyncDisposableStack()
const isFilled = values.directory !== undefined && existsSync(values.directory)
const dataDirectory = values.directory ?? mkdtempSync(join(tmpdir(), 'parley-bench-'))
if (values.directory === undefined)
  cleanUp.defer(() => rmSync(dataDirectory, { recursive: true, force: true }))
const cores = chooseCores()
try {
  pinSelf(cores.load)
  const model = await startModel(cores.load)
  cleanUp.defer(model.stop)
  const server = await startParley(
    { core: cores.server, modelUrl: model.url, databaseUrl: null, dataDirectory, members: 0 },
    // The same request is repeated very often here.
    { PARLEY_RATE_ADDRESS: '0', PARLEY_RATE_ACCOUNT: '0', PARLEY_RATE_TENANT: '0' },
  )
  cleanUp.defer(server.stop)
  const http = openHttpClient([server.url])
  cleanUp.defer(() => http.close())
  const { accessToken: token, tenant } = await http.json<SignedIn>('POST', '/v1/auth/login', OWNER)
  const { items } = await http.json<Page<Agent>>('GET', '/v1/agents', undefined, token)
  const agentId = items[0]?.id ?? ''
  const database = await joinDatabase({ kind: 'embedded', directory: dataDirectory })
  cleanUp.defer(() => database.close())

  const words = madeWords(WORDS)
  if (!isFilled) {
    await fillTenant(database, { tenantId: tenant.id, agentId }, { messages: MESSAGES, words, say })
    say('vacuum')
    await database.administer((db) => sql`VACUUM (ANALYZE)`.execute(db))
  }

  say('hours are rolled up')
  await untilRolledUp(database, tenant.id)
  const lines = await measureCalls({ get: (path) => http.json('GET', path, undefined, token), words })
  console.log(`\n${'what'.padEnd(52)}${'p50 ms'.padStart(10)}${'p95 ms'.padStart(10)}${'goal'.padStart(12)}`)
  for (const { what, p50, p95, goalMs } of lines)
    console.log(
      `${what.padEnd(52)}${p50.toFixed(1).padStart(10)}${p95.toFixed(1).padStart(10)}` +
        `${`≤ ${goalMs}`.padStart(10)} ${p95 <= goalMs ? '✓' : '✗'}`,
    )

  const { bytesPerTurn, tables } = await readSizes(database, tenant.id, MESSAGES)
  const gigabytes = (bytesPerTurn * MANY) / 2 / 1e9
  console.log(
    `\nDisk: ${bytesPerTurn.toFixed(0)} bytes a turn (goal ≤ 6,000); 100 million messages: ${gigabytes.toFixed(0)} GB`,
  )
  for (const { name, bytes } of tables) console.log(`  ${name.padEnd(24)}${bytes.toFixed(0).padStart(8)}`)
  const wal = await measureTurns({ http, token, agentId, database })
  console.log(`WAL: ${wal.toFixed(0)} bytes a turn (goal ≤ 8,000)`)
} finally {
  await cleanUp.disposeAsync()
}
