import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { chooseCores, pinSelf } from '../cores.ts'
import { startModel } from '../model-process.ts'
import { cpuSeconds, residentBytes } from '../process-costs.ts'
import { startParley } from '../servers.ts'
import { median, quantile } from '../statistics.ts'
import { type Gateway, gather } from './crowd.ts'
import { bareGateway, parleyGateways, startBareServer } from './gateways.ts'

// npm run bench:sockets -- [--idle 10000] [--crowd 1000] [--rounds 3]: what open sockets cost, beside a bare server in
// the same run.

const { values } = parseArgs({
  options: {
    idle: { type: 'string', default: '10000' },
    crowd: { type: 'string', default: '1000' },
    rounds: { type: 'string', default: '3' },
  },
})
const [IDLE, CROWD, ROUNDS] = [Number(values.idle), Number(values.crowd), Number(values.rounds)]
const MEMBERS = 8
const MESSAGES = 20
/** Sockets opened before the measurement, for one-time costs. */
const WARM = 100
/** Until garbage of the openings is collected; then the length of the idle period. */
const SETTLE_MS = 5_000
const IDLE_MS = 30_000

interface Idle {
  kilobytesEach: number
  cores: number
}
interface Fanned {
  p50: number
  p99: number
}
interface Storm {
  p50: number
  p99: number
  wholeMs: number
}

process.chdir(new URL('../..', import.meta.url).pathname)
const say = (line: string) => console.error(`  ${line}`)
const cleanUp = new AsyncDisposableStack()
const dataDirectory = mkdtempSync(join(tmpdir(), 'parley-bench-'))
cleanUp.defer(() => rmSync(dataDirectory, { recursive: true, force: true }))
const idle = { parley: [] as Idle[], bare: [] as Idle[] }
const fanned = { parley: [] as Fanned[], bare: [] as Fanned[] }
const storms = { parley: [] as Storm[], bare: [] as Storm[] }
try {
  const cores = chooseCores()
  pinSelf(cores.load)
  const model = await startModel(cores.load)
  cleanUp.defer(model.stop)
  const options = { core: cores.server, modelUrl: model.url, databaseUrl: null, dataDirectory, members: 0 }
  const server = await startParley(options)
  cleanUp.defer(server.stop)
  const bareServer = await startBareServer(cores.server)
  cleanUp.defer(bareServer.stop)
  const bare = bareGateway(bareServer)
  const parley = await parleyGateways(server, MEMBERS)
  cleanUp.defer(() => parley.close())
  // First, because memory left by a crowd would be attributed to the idle sockets.
  for (const gateway of [bare, parley.together]) {
    idle[gateway.name].push(await beIdle(gateway))
    say(`${IDLE} idle, ${gateway.name}: ${JSON.stringify(idle[gateway.name].at(-1))}`)
  }
  let said = 0
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const gateway of round % 2 === 0 ? [parley.alone, bare] : [bare, parley.alone]) {
      fanned[gateway.name].push(await fanOut(gateway, said))
      storms[gateway.name].push(await storm(gateway))
      say(
        `round ${round + 1}, ${gateway.name}: ${JSON.stringify([fanned[gateway.name].at(-1), storms[gateway.name].at(-1)])}`,
      )
    }
    said += MESSAGES
  }
} finally {
  await cleanUp.disposeAsync()
}
report()

/** What each of many idle sockets costs. */
async function beIdle(gateway: Gateway): Promise<Idle> {
  await (await gather(gateway, Math.min(IDLE, WARM))).drop()
  await pause(SETTLE_MS)
  const before = residentBytes(gateway.pid)
  const crowd = await gather(gateway, IDLE)
  await pause(SETTLE_MS)
  const used = cpuSeconds([gateway.pid])
  await pause(IDLE_MS)
  const cores = (cpuSeconds([gateway.pid]) - used) / (IDLE_MS / 1_000)
  const kilobytesEach = (residentBytes(gateway.pid) - before) / IDLE / 1_000
  if (crowd.lost() > 0) throw new Error(`${gateway.name} closed ${crowd.lost()} sockets.`)
  await crowd.drop()
  return { kilobytesEach, cores }
}

/** From sending a message until every socket of a crowd has received it. */
async function fanOut(gateway: Gateway, before: number): Promise<Fanned> {
  const crowd = await gather(gateway, CROWD)
  const waits: number[] = []
  for (let nth = before + 1; nth <= before + MESSAGES; nth += 1) {
    const heard = crowd.heard(nth)
    const saidAt = performance.now()
    await gateway.say(nth, crowd)
    waits.push(...(await heard).map((at) => at - saidAt))
  }
  await crowd.drop()
  return { p50: median(waits), p99: quantile(waits, 0.99) }
}

/** A crowd that lost its server reconnects all at once. */
async function storm(gateway: Gateway): Promise<Storm> {
  await (await gather(gateway, CROWD)).drop()
  const begunAt = performance.now()
  const crowd = await gather(gateway, CROWD, CROWD)
  const wholeMs = performance.now() - begunAt
  await crowd.drop()
  return { p50: median(crowd.openMs), p99: quantile(crowd.openMs, 0.99), wholeMs }
}

function report() {
  const line = <F>(
    what: string,
    of: { parley: F[]; bare: F[] },
    figure: (one: F) => number,
    digits: number,
  ) => {
    const [parley, bare] = [median(of.parley.map(figure)), median(of.bare.map(figure))]
    const cells = [parley.toFixed(digits), bare.toFixed(digits), `${(parley / bare).toFixed(1)} ×`]
    console.log(`${what.padEnd(52)}${cells.map((cell) => cell.padStart(12)).join('')}`)
  }
  console.log(`\n${''.padEnd(52)}${['Parley', 'bare ws', 'ratio'].map((head) => head.padStart(12)).join('')}`)
  line(`memory of an idle socket, kB (of ${IDLE})`, idle, ({ kilobytesEach }) => kilobytesEach, 1)
  line(`cores busy with ${IDLE} idle sockets`, idle, ({ cores }) => cores, 3)
  line(`one message to ${CROWD} sockets, p50 ms`, fanned, ({ p50 }) => p50, 1)
  line(`one message to ${CROWD} sockets, p99 ms`, fanned, ({ p99 }) => p99, 1)
  line(`${CROWD} come back at once: until one hears, p50 ms`, storms, ({ p50 }) => p50, 0)
  line(`${CROWD} come back at once: until one hears, p99 ms`, storms, ({ p99 }) => p99, 0)
  line(`${CROWD} come back at once: until all hear, ms`, storms, ({ wholeMs }) => wholeMs, 0)
}
