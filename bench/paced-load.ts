import { setTimeout as pause } from 'node:timers/promises'
import type { ModelProcess } from './model-process.ts'
import { quantile, steadyRandom } from './statistics.ts'
import { checkAnswer, type Talk, type Target } from './target.ts'

export interface PacedLoad {
  readonly turnsPerSecond: number
  readonly warmMs: number
  readonly measureMs: number
  /** Of the model: until its first token, and the interval between the others. */
  readonly firstTokenMs: number
  readonly tokensPerSecond: number
}

/** What a server adds to the model’s own time to first token. */
export interface AddedWait {
  readonly turns: number
  readonly p50Ms: number
  readonly p95Ms: number
  readonly failures: readonly string[]
}

const TURNS_PER_CONVERSATION = 5
let marks = 0

/** Turns that arrive at random times, independent of the server; the times are the same in every run. */
export async function runPacedLoad(target: Target, load: PacedLoad, model: ModelProcess): Promise<AddedWait> {
  const random = steadyRandom(7)
  const free: { talk: Talk; turns: number }[] = []
  const running: Promise<void>[] = []
  const added: number[] = []
  const failures: string[] = []
  let opened = 0

  const arrive = async (isMeasured: boolean) => {
    const mark = `#turn-${(marks += 1)}#`
    const place = free.shift() ?? { talk: await target.open((opened += 1)), turns: 0 }
    const pace = `[[model ttft=${load.firstTokenMs} tps=${load.tokensPerSecond}]]`
    const turn = await place.talk.ask(`${mark} ${pace} Where is my parcel?`)
    checkAnswer(turn)
    const ownMs = model.takeOwnMs(mark)
    if (ownMs === null) throw new Error(`The model was not asked for ${mark}.`)
    if (isMeasured) added.push(turn.firstTextMs - ownMs)
    place.turns += 1
    if (place.turns < TURNS_PER_CONVERSATION) free.push(place)
  }

  const beginsAt = performance.now()
  const measuredAt = beginsAt + load.warmMs
  const endsAt = measuredAt + load.measureMs
  for (let next = beginsAt; next < endsAt; next += (-Math.log(1 - random()) * 1_000) / load.turnsPerSecond) {
    await pause(Math.max(0, next - performance.now()))
    const arrival = arrive(next >= measuredAt).catch((error: unknown) => {
      failures.push(error instanceof Error ? error.message : String(error))
    })
    running.push(arrival)
  }
  await Promise.all(running)
  return { turns: added.length, p50Ms: quantile(added, 0.5), p95Ms: quantile(added, 0.95), failures }
}
