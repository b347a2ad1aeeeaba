import { goOnListening } from './actors/listener.ts'
import { castFor } from './cast.ts'
import { judge, eventsForOwner } from './judge.ts'
import type { People } from './people.ts'
import { seededRandom } from './random.ts'
import { nothingRecorded } from './recorded.ts'
import { readRows, unfinished, wipe } from './rows.ts'
import type { Run } from './run.ts'
import { openSchedule } from './schedule.ts'
import type { Stage } from './stage.ts'
import { openTraffic } from './traffic.ts'
import { openWatch } from './watch.ts'

/** What came of one seed. */
export interface SeedReport {
  readonly seed: number
  /** What it broke; nothing where it kept everything. */
  readonly violations: readonly string[]
  /** What happened, a line each: the same at every run of the seed. */
  readonly trace: readonly string[]
}

/** Longer than leases, pauses and polls need to bring everything to its end. */
const RUN_OUT_MS = 60_000

/** Lets those whom a seed chooses act in the order that it decides, and looks at what came of it. */
export async function runSeed(stage: Stage, people: People, seed: number): Promise<SeedReport> {
  const { gate, time, sessions, beside, realPause } = stage
  const place = await beginAnew(stage, people)
  const random = seededRandom(seed)
  const recorded = nothingRecorded()
  const traffic = openTraffic(gate, sessions, time, realPause)
  const watch = openWatch({ beside, recorded, place })
  const { actors, listeners, accidents } = castFor(random)
  const schedule = openSchedule({
    traffic,
    time,
    random,
    async look(choices) {
      await watch.look(traffic.changedBy())
      for (const accident of accidents) await accident(run, traffic, choices)
    },
  })
  const leaving = new AbortController()
  const { conversationId } = place
  const run: Run = { stage, people, conversationId, random, schedule, recorded, leaving: leaving.signal }

  let acting = actors.length
  const begin = ({ name, act }: (typeof actors)[number]) =>
    act(run, name).catch((error: unknown) => recorded.wrong.push(`${name} failed: ${String(error)}`))
  for (const listener of listeners) void begin(listener)
  for (const actor of actors) void begin(actor).finally(() => (acting -= 1))
  await schedule.run(() => acting === 0)
  const isDone = async () =>
    acting === 0 &&
    recorded.followings.every(({ ended }) => ended) &&
    (await unfinished(beside, people.tenantId)).length === 0
  if (!(await schedule.runOut(isDone, RUN_OUT_MS)))
    recorded.wrong.push('it never ends', ...(await unfinished(beside, people.tenantId)))

  leaving.abort()
  const rows = await readRows(beside, place)
  // Whoever listens comes back for what they have not heard yet.
  await hearTheRest(
    { ...run, leaving: new AbortController().signal },
    eventsForOwner(rows).at(-1)?.number ?? 0,
  )
  const violations = judge(rows, recorded)
  const trace = [...schedule.trace]
  await schedule.tidyUp()
  return { seed, violations, trace }
}

/** Leaves nothing of the run before, and opens a conversation. */
async function beginAnew({ gate, processes, beside, time }: Stage, people: People) {
  if (gate.heads().length > 0) throw new Error('Something of the last run still waits at the gate.')
  gate.open()
  await processes.revive()
  await wipe(beside, people.tenantId)
  time.beginAgain()
  const conversationId = await people.meet()
  gate.close()
  return { tenantId: people.tenantId, conversationId }
}

async function hearTheRest(run: Run, upTo: number) {
  const { listenings } = run.recorded
  let behind = listenings.length
  for (const listening of listenings) void goOnListening(run, listening, upTo).finally(() => (behind -= 1))
  await run.schedule.runOut(async () => behind === 0, RUN_OUT_MS)
}
