import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { Me } from '#contract/shapes/people.ts'
import type { Agent } from '#contract/shapes/agent.ts'
import type { Page } from '#contract/page.ts'
import type { SignedIn } from '#contract/shapes/people.ts'
import { joinDatabase } from '#platform/database/open.ts'
import { chooseCores, pinSelf } from '../cores.ts'
import { openHttpClient } from '../http-client.ts'
import { startModel } from '../model-process.ts'
import { type AddedWait, runPacedLoad } from '../paced-load.ts'
import { OWNER } from '../parley-target.ts'
import { startParley } from '../servers.ts'
import { median } from '../statistics.ts'
import { countDecisions, fillTenant, setDue } from './fill-tenant.ts'

// npm run bench:proactive -- [--due 10000] [--rounds 3]: whether people who wait for an answer notice that thousands of
// quiet conversations are being checked.

const { values } = parseArgs({
  options: { due: { type: 'string', default: '10000' }, rounds: { type: 'string', default: '3' } },
})
const GOAL = 1.2
/** About fifty answers are in progress at any time. */
const LOAD = {
  turnsPerSecond: 6,
  // As long as an answer takes, so that as many are being written as will be.
  warmMs: 9_000,
  measureMs: 12_000,
  firstTokenMs: 200,
  tokensPerSecond: 8,
}
process.chdir(new URL('../..', import.meta.url).pathname)
const cleanUp = new AsyncDisposableStack()
const dataDirectory = mkdtempSync(join(tmpdir(), 'parley-bench-'))
cleanUp.defer(() => rmSync(dataDirectory, { recursive: true, force: true }))
const cores = chooseCores()
const idle: AddedWait[] = []
const busy: AddedWait[] = []
let checks = 0
try {
  pinSelf(cores.load)
  const model = await startModel(cores.load)
  cleanUp.defer(model.stop)
  const options = { core: cores.server, modelUrl: model.url, databaseUrl: null, dataDirectory, members: 50 }
  const server = await startParley(options)
  cleanUp.defer(server.stop)
  const target = await server.target()
  const http = openHttpClient([server.url])
  const { accessToken } = await http.json<SignedIn>('POST', '/v1/auth/login', OWNER)
  const { tenant } = await http.json<Me>('GET', '/v1/me', undefined, accessToken)
  const found = await http.json<Page<Agent>>('GET', '/v1/agents', undefined, accessToken)
  const agentId = found.items.find(({ name }) => name === 'Ada')?.id ?? ''
  await http.json('PATCH', `/v1/agents/${agentId}/proactive-messages`, { speaksFirst: true }, accessToken)
  http.close()
  const database = await joinDatabase({ kind: 'embedded', directory: dataDirectory })
  cleanUp.defer(() => database.close())
  await fillTenant(database, tenant.id, agentId, Number(values.due))
  await runPacedLoad(target, { ...LOAD, measureMs: 3_000 }, model)
  for (let round = 1; round <= Number(values.rounds); round += 1) {
    idle.push(await runPacedLoad(target, LOAD, model))
    await setDue(database, tenant.id, 'now')
    const before = await countDecisions(database, tenant.id)
    busy.push(await runPacedLoad(target, LOAD, model))
    checks += (await countDecisions(database, tenant.id)) - before
    await setDue(database, tenant.id, 'in a year')
    console.error(
      `  round ${round}: ${told(idle.at(-1))} idle, ${told(busy.at(-1))} while ${values.due} are due`,
    )
  }
} finally {
  await cleanUp.disposeAsync()
}

const p95 = (rounds: readonly AddedWait[]) => median(rounds.map(({ p95Ms }) => p95Ms + LOAD.firstTokenMs))
const p50 = (rounds: readonly AddedWait[]) => median(rounds.map(({ p50Ms }) => p50Ms + LOAD.firstTokenMs))
const ratio = p95(busy) / p95(idle)
const seconds = (Number(values.rounds) * (LOAD.warmMs + LOAD.measureMs)) / 1_000
console.log(
  `\nFirst words of an answer, p95: ${p95(idle).toFixed(0)} ms; ${p95(busy).toFixed(0)} ms while ${values.due} quiet conversations are due.`,
)
console.log(
  `Ratio ${ratio.toFixed(2)} (goal ${GOAL}), of the half ${(p50(busy) / p50(idle)).toFixed(2)}; ${(checks / seconds).toFixed(1)} checks a second meanwhile.`,
)
const failures = [...idle, ...busy].flatMap((round) => round.failures)
for (const failure of failures.slice(0, 5)) console.log(`Failed: ${failure}`)
if (failures.length > 0) console.log(`${failures.length} turns failed; the figures do not count.`)
process.exitCode = failures.length > 0 ? 1 : 0

function told(wait: AddedWait | undefined): string {
  return wait ? `${(wait.p95Ms + LOAD.firstTokenMs).toFixed(0)} ms` : '–'
}
