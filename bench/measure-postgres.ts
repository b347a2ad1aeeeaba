import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runClosedLoad, type Throughput } from './closed-load.ts'
import type { Cores } from './cores.ts'
import type { ModelProcess } from './model-process.ts'
import { type AddedWait, runPacedLoad } from './paced-load.ts'
import type { Plan } from './plan.ts'
import type { MeasuredPostgres } from './postgres.ts'
import { startParley, startRelay } from './servers.ts'
import type { Target } from './target.ts'

/** What each round measured, of both servers. */
export interface PostgresFigures {
  readonly closed: Record<Target['name'], Throughput[]>
  readonly paced: Record<Target['name'], AddedWait[]>
}

const PACE = { turnsPerSecond: 5, firstTokenMs: 200, tokensPerSecond: 50 }

/** Parley and the relay on one PostgreSQL, by turns, so that a noisy neighbour hits both. */
export async function measureOnPostgres(
  { plan, cores, model, say }: { plan: Plan; cores: Cores; model: ModelProcess; say(line: string): void },
  postgres: MeasuredPostgres,
): Promise<PostgresFigures> {
  await using cleanUp = new AsyncDisposableStack()
  const dataDirectory = mkdtempSync(join(tmpdir(), 'parley-bench-'))
  cleanUp.defer(() => rmSync(dataDirectory, { recursive: true, force: true }))
  const options = { core: cores.server, modelUrl: model.url, databasePid: postgres.pid }
  const relay = await startRelay({ ...options, databaseUrl: postgres.relayUrl })
  cleanUp.defer(relay.stop)
  const parley = await startParley({
    ...options,
    databaseUrl: postgres.parleyUrl,
    dataDirectory,
    members: plan.people,
  })
  cleanUp.defer(parley.stop)
  const targets = [await relay.target(), await parley.target()]
  const closedLoad = { people: plan.people, modelPid: model.pid }

  say('PostgreSQL: letting both servers reach their usual speed')
  for (const target of targets)
    await runClosedLoad(target, {
      ...closedLoad,
      warmMs: plan.settleMs / 4,
      measureMs: (plan.settleMs * 3) / 4,
    })

  const figures: PostgresFigures = { closed: { parley: [], relay: [] }, paced: { parley: [], relay: [] } }
  for (let round = 0; round < plan.closed.rounds; round += 1)
    for (const target of inTurn(targets, round)) {
      const result = await runClosedLoad(target, { ...closedLoad, ...plan.closed })
      figures.closed[target.name].push(result)
      const { turnsPerSecond, cpuSecondsPer1000Turns, foreignCores } = result
      const cpu = `${cpuSecondsPer1000Turns.toFixed(2)} CPU s per 1,000, ${foreignCores.toFixed(1)} foreign cores`
      say(`round ${round + 1}, ${target.name}: ${turnsPerSecond.toFixed(0)} turns/s, ${cpu}`)
    }
  for (let round = 0; round < plan.paced.rounds; round += 1)
    for (const target of inTurn(targets, round)) {
      const result = await runPacedLoad(target, { ...PACE, ...plan.paced }, model)
      figures.paced[target.name].push(result)
      const added = `p50 ${result.p50Ms.toFixed(1)} ms, p95 ${result.p95Ms.toFixed(1)} ms`
      say(`paced round ${round + 1}, ${target.name}: added to the first token ${added}`)
    }
  return figures
}

const inTurn = (targets: readonly Target[], round: number) =>
  round % 2 === 0 ? targets : targets.toReversed()
