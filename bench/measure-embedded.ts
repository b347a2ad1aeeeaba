import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { runClosedLoad, type Throughput } from './closed-load.ts'
import type { Bench } from './bench.ts'
import { cpuSeconds, proportionalBytes } from './process-costs.ts'
import { type Server, startParley, startRelay } from './servers.ts'

/** One server without other services. */
export interface StandaloneFigures {
  /** With an empty data directory, and with a used one; it makes no difference to the relay. */
  readonly firstStartMs: number[]
  readonly warmStartMs: number[]
  readonly idleBytes: number
  /** Cores in use while idle. */
  readonly idleCores: number
  readonly loadedBytes: number
  readonly load: Throughput
}

export interface EmbeddedFigures {
  readonly parley: StandaloneFigures
  readonly relay: StandaloneFigures
}

/** Parley on its embedded database, and the relay without any. */
export async function measureEmbedded(bench: Bench): Promise<EmbeddedFigures> {
  const { plan, cores, model, directory, say } = bench
  const options = { core: cores.server, modelUrl: model.url, databaseUrl: null }
  const startIn = (name: string) => () =>
    startParley({ ...options, dataDirectory: join(directory, name), members: plan.people })
  const times = <T>(count: number, of: (index: number) => T) =>
    Array.from({ length: count }, (_, index) => of(index))

  say('embedded: first starts')
  const firstStartMs = await startAndStop(times(plan.starts.first, (index) => startIn(`embedded-${index}`)))
  say('embedded: warm starts, idle, load')
  const parley = await measureWarm(
    bench,
    times(plan.starts.warm, () => startIn('embedded-0')),
  )
  const relay = await measureWarm(
    bench,
    times(plan.starts.warm, () => () => startRelay(options)),
  )
  return { parley: { firstStartMs, ...parley }, relay: { firstStartMs: [], ...relay } }
}

async function startAndStop(starts: readonly (() => Promise<Server>)[]): Promise<number[]> {
  const times: number[] = []
  for (const start of starts) {
    const server = await start()
    times.push(server.readyMs)
    await server.stop()
  }
  return times
}

/** Starts it a few times; the last one stays for its memory at rest and after load. */
async function measureWarm(
  { plan, model }: Bench,
  starts: readonly (() => Promise<Server>)[],
): Promise<Omit<StandaloneFigures, 'firstStartMs'>> {
  const warmStartMs = await startAndStop(starts.slice(1))
  const [last] = starts
  if (!last) throw new Error('The plan asks for no start.')
  const server = await last()
  try {
    warmStartMs.push(server.readyMs)
    await pause(plan.idleMs)
    const before = cpuSeconds([server.pid])
    await pause(plan.idleMs)
    const idleCores = (cpuSeconds([server.pid]) - before) / (plan.idleMs / 1_000)
    const idleBytes = proportionalBytes(server.pid)
    const { measureMs, warmMs } = plan.closed
    const closed = { people: plan.people, modelPid: model.pid, warmMs: warmMs * 3, measureMs }
    const load = await runClosedLoad(await server.target(), closed)
    await pause(plan.idleMs / 2)
    return { warmStartMs, idleBytes, idleCores, loadedBytes: proportionalBytes(server.pid), load }
  } finally {
    await server.stop()
  }
}
