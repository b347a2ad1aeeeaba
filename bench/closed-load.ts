import { setTimeout as pause } from 'node:timers/promises'
import { cpuSeconds, machineSeconds } from './process-costs.ts'
import { checkAnswer, type Talk, type Target } from './target.ts'

export interface ClosedLoad {
  /** People who each send again as soon as they have their answer. */
  readonly people: number
  readonly warmMs: number
  readonly measureMs: number
  /** The model's process, whose work is nobody's cost. */
  readonly modelPid: number
  /** Processes whose work is told apart. */
  readonly parts?: Readonly<Record<string, readonly number[]>>
}

export interface Throughput {
  readonly turns: number
  readonly turnsPerSecond: number
  /** Of the server's processes and its database's. */
  readonly cpuSecondsPer1000Turns: number
  /** The same of the parts that were to be told apart. */
  readonly partsPer1000Turns: Readonly<Record<string, number>>
  /** Cores that were busy with neither server, database, model nor load. */
  readonly foreignCores: number
  readonly failures: readonly string[]
}

const TURNS_PER_CONVERSATION = 5
const QUESTION =
  'Please tell me about the status of my order and about the return policy that goes with this account, in a few words.'

/** People who talk without pause, measured from the end of the warm-up on. */
export async function runClosedLoad(target: Target, load: ClosedLoad): Promise<Throughput> {
  const failures: string[] = []
  let turns = 0
  const ending = new AbortController()

  const person = async (member: number) => {
    while (!ending.signal.aborted) {
      try {
        const talk = await target.open(member)
        for (let turn = 0; turn < TURNS_PER_CONVERSATION && !ending.signal.aborted; turn += 1)
          await takeTurn(talk)
      } catch (error) {
        failures.push(error instanceof Error ? error.message : String(error))
        await pause(50)
      }
    }
  }
  const takeTurn = async (talk: Talk) => {
    checkAnswer(await talk.ask(QUESTION))
    turns += 1
  }

  const everybody = Promise.all(Array.from({ length: load.people }, (_, member) => person(member)))
  await pause(load.warmMs)
  const before = { turns, ...readClocks(target, load) }
  await pause(load.measureMs)
  const after = { turns, ...readClocks(target, load) }
  ending.abort()
  await everybody

  const seconds = (after.at - before.at) / 1_000
  const measured = after.turns - before.turns
  const own = after.server + after.bystanders - before.server - before.bystanders
  return {
    turns: measured,
    turnsPerSecond: measured / seconds,
    cpuSecondsPer1000Turns: ((after.server - before.server) / measured) * 1_000,
    partsPer1000Turns: Object.fromEntries(
      after.parts.map(([name, used], at) => [
        name,
        ((used - (before.parts[at]?.[1] ?? 0)) / measured) * 1_000,
      ]),
    ),
    foreignCores: Math.max(0, (after.machine - before.machine - own) / seconds),
    failures,
  }
}

const readClocks = (target: Target, { modelPid, parts = {} }: ClosedLoad) => {
  const { user, system } = process.cpuUsage()
  return {
    at: performance.now(),
    server: cpuSeconds(target.pids),
    parts: Object.entries(parts).map(([name, pids]) => [name, cpuSeconds(pids)] as const),
    bystanders: cpuSeconds([modelPid]) + (user + system) / 1e6,
    machine: machineSeconds(),
  }
}
