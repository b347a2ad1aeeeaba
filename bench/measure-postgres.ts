import { join } from 'node:path'
import { runClosedLoad, type Throughput } from './closed-load.ts'
import type { Bench } from './bench.ts'
import { type AddedWait, runPacedLoad } from './paced-load.ts'
import type { MeasuredPostgres } from './postgres.ts'
import { startMeasuredRedis } from './redis.ts'
import { startPair, startParley, startRelay } from './servers.ts'
import type { Target } from './target.ts'

/** The figures of each round, for every server; none for the pair where there is no Redis. */
export interface PostgresFigures {
  readonly closed: Record<Target['name'], Throughput[]>
  readonly paced: Record<Target['name'], AddedWait[]>
}

const PACE = { turnsPerSecond: 5, firstTokenMs: 200, tokensPerSecond: 50 }

/** Parley, as one process and as two, and the relay on one PostgreSQL, by turns, so that a noisy neighbour hits all. */
export async function measureOnPostgres(
  { plan, cores, model, directory, say }: Bench,
  postgres: MeasuredPostgres,
): Promise<PostgresFigures> {
  await using cleanUp = new AsyncDisposableStack()
  const dataDirectory = join(directory, 'on-postgres')
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
  const redis = await startMeasuredRedis()
  if (redis) cleanUp.defer(redis.stop)
  else say('Redis is not installed here: two processes are left out.')
  const pairDirectory = join(directory, 'pair-on-postgres')
  const paired = {
    ...options,
    databaseUrl: postgres.pairUrl,
    dataDirectory: pairDirectory,
    members: plan.people,
  }
  const pair = redis && (await startPair(paired, redis))
  if (pair) cleanUp.defer(pair.stop)
  const targets = [await relay.target(), await parley.target(), ...(pair ? [await pair.target()] : [])]
  const closedLoad = { people: plan.people, modelPid: model.pid }

  say('PostgreSQL: letting all servers reach their usual speed')
  for (const target of targets)
    await runClosedLoad(target, {
      ...closedLoad,
      warmMs: plan.settleMs / 4,
      measureMs: (plan.settleMs * 3) / 4,
    })

  return {
    closed: await inRounds(targets, plan.closed.rounds, async (target, round) => {
      const result = await runClosedLoad(target, { ...closedLoad, ...plan.closed })
      const { turnsPerSecond, cpuSecondsPer1000Turns, foreignCores } = result
      const cpu = `${cpuSecondsPer1000Turns.toFixed(2)} CPU s per 1,000`
      say(`${round}: ${turnsPerSecond.toFixed(0)} turns/s, ${cpu}, ${foreignCores.toFixed(1)} foreign cores`)
      return result
    }),
    paced: await inRounds(targets, plan.paced.rounds, async (target, round) => {
      const result = await runPacedLoad(target, { ...PACE, ...plan.paced }, model)
      const [p50, p95] = [result.p50Ms.toFixed(1), result.p95Ms.toFixed(1)]
      say(`paced ${round}: p50 ${p50} ms and p95 ${p95} ms added to the first token`)
      return result
    }),
  }
}

/** Every round measures all, in alternating order. */
async function inRounds<R>(
  targets: readonly Target[],
  rounds: number,
  measure: (target: Target, round: string) => Promise<R>,
): Promise<Record<Target['name'], R[]>> {
  const results: Record<Target['name'], R[]> = { parley: [], pair: [], relay: [] }
  for (let round = 0; round < rounds; round += 1)
    for (const target of round % 2 === 0 ? targets : targets.toReversed())
      results[target.name].push(await measure(target, `round ${round + 1}, ${target.name}`))
  return results
}
