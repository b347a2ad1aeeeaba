import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { runClosedLoad, type Throughput } from './closed-load.ts'
import type { Cores } from './cores.ts'
import type { ModelProcess } from './model-process.ts'
import type { Plan } from './plan.ts'
import { cpuSeconds, residentBytes } from './process-costs.ts'
import { type Server, startParley, startRelay } from './servers.ts'

/** One server that needs nothing beside it. */
export interface StandaloneFigures {
  /** With an empty data directory, and with one that was used before; the relay knows no difference. */
  readonly firstStartMs: number[]
  readonly warmStartMs: number[]
  readonly idleBytes: number
  /** Cores that it keeps busy while nobody asks anything. */
  readonly idleCores: number
  readonly loadedBytes: number
  readonly load: Throughput
}

export interface EmbeddedFigures {
  readonly parley: StandaloneFigures
  readonly relay: StandaloneFigures
}

interface Bench {
  plan: Plan
  cores: Cores
  model: ModelProcess
  say(line: string): void
}

/** Parley on its embedded database, and the relay without any. */
export async function measureEmbedded(bench: Bench): Promise<EmbeddedFigures> {
  const { plan, cores, model, say } = bench
  const options = { core: cores.server, modelUrl: model.url, databaseUrl: null }
  const directories = Array.from({ length: plan.starts.first }, () =>
    mkdtempSync(join(tmpdir(), 'parley-bench-')),
  )
  const [dataDirectory = ''] = directories
  const start = (directory: string) =>
    startParley({ ...options, dataDirectory: directory, members: plan.people })
  try {
    say('embedded: first starts')
    const firstStartMs = await startAndStop(directories.map((directory) => () => start(directory)))
    say('embedded: warm starts, idle, load')
    const warm = Array.from({ length: plan.starts.warm }, () => () => start(dataDirectory))
    const relay = Array.from({ length: plan.starts.warm }, () => () => startRelay(options))
    return {
      parley: { firstStartMs, ...(await measureWarm(bench, warm)) },
      relay: { firstStartMs: [], ...(await measureWarm(bench, relay)) },
    }
  } finally {
    for (const directory of directories) rmSync(directory, { recursive: true, force: true })
  }
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
    const idleBytes = residentBytes(server.pid)
    const { measureMs, warmMs } = plan.closed
    const closed = { people: plan.people, modelPid: model.pid, warmMs: warmMs * 3, measureMs }
    const load = await runClosedLoad(await server.target(), closed)
    await pause(plan.idleMs / 2)
    return { warmStartMs, idleBytes, idleCores, loadedBytes: residentBytes(server.pid), load }
  } finally {
    await server.stop()
  }
}
