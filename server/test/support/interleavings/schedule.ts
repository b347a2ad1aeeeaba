import { openStepPicker } from './favour.ts'
import { wordsOf } from './words-of-step.ts'
import type { Random } from './random.ts'
import type { Step } from './step.ts'
import type { Traffic } from './traffic.ts'
import type { VirtualTime } from './virtual-time.ts'

/** Decides what comes next, again and again. */
export interface Schedule {
  /** Lets things happen in an order that the seed decides, until it is over or nothing is left. */
  run(isOver: () => boolean): Promise<void>
  /** Lets them happen in the order in which they come; false where it is not over after so much time. */
  runOut(isOver: () => Promise<boolean>, limitMs: number): Promise<boolean>
  /** Lets everything happen that was put off for a moment, so that nothing of it is left. */
  tidyUp(): Promise<void>
  /** Stops a process, as SIGSTOP does, for so long. */
  freeze(process: string, forMs: number): void
  note(process: string, actor: string, words: string): void
  /** What happened, a line each. */
  readonly trace: readonly string[]
}

interface ScheduleOptions {
  readonly traffic: Traffic
  readonly time: VirtualTime
  readonly random: Random
  /** Looks on whenever everything stands still, in real time. */
  look(choices: number): Promise<void>
}

const CHOICES_MAX = 20_000
/** How often it is asked whether all is over: that costs a look into the database. */
const ASK_EVERY_MS = 200
/** What is put off for longer than this is still to come in the next run too. */
const PUT_OFF_MS = 10_000
/** What was put off may put something off in its turn. */
const ROUNDS_OF_TIDYING = 3

export function openSchedule({ traffic, time, random, look }: ScheduleOptions): Schedule {
  const trace: string[] = []
  const beginning = time.now()
  const frozen = new Map<string, number>()
  // In some runs time passes in the middle of things, in others hardly.
  const timeShare = random.pick([0.02, 0.1, 0.3])
  const favour = openStepPicker(random)

  const isAwake = (process: string) => (frozen.get(process) ?? 0) <= time.now()
  const isAnyFrozen = () => [...frozen.values()].some((until) => until > time.now())
  const note = (process: string, actor: string, words: string) =>
    void trace.push(`${String(time.now() - beginning).padStart(6)} ms  ${process} ${actor}: ${words}`)

  function letGo(step: Step) {
    note(step.where.process, step.where.actor, wordsOf(step))
    traffic.send(step)
  }

  /** Settles, and sends what may go whenever it comes; answers what there is to choose from. */
  async function settle(): Promise<Step[]> {
    for (;;) {
      await traffic.settle()
      const steps = traffic.ready().filter(({ connection }) => isAwake(connection.process))
      const free = steps.find(({ isFree }) => isFree)
      if (!free) return steps
      letGo(free)
    }
  }

  /** Goes on to the next moment at which anything happens; false where there is none. */
  function pass(): boolean {
    const timer = time.first(isAwake)
    const awakeAt = Math.min(...[...frozen.values()].filter((until) => until > time.now()))
    if (timer && timer.dueAt <= awakeAt) time.happen(timer)
    else if (awakeAt < Number.POSITIVE_INFINITY) time.goTo(awakeAt)
    else return false
    return true
  }

  async function sendAll() {
    for (let [first] = await settle(); first; [first] = await settle()) letGo(first)
  }

  return {
    trace,
    note,
    async tidyUp() {
      frozen.clear()
      await sendAll()
      for (let round = 0; round < ROUNDS_OF_TIDYING; round += 1)
        for (const timer of time.soon(PUT_OFF_MS)) {
          time.happen(timer)
          await sendAll()
        }
    },
    freeze(process, forMs) {
      note(process, '', `stands still for ${forMs} ms`)
      frozen.set(process, time.now() + forMs)
    },
    async run(isOver) {
      for (let choices = 0; choices < CHOICES_MAX; choices += 1) {
        const steps = await settle()
        await look(choices)
        if (isOver()) return
        if (steps.length > 0 && !random.isLuckyBy(timeShare)) letGo(favour(steps))
        else if (!pass() && steps.length === 0) return
      }
    },
    async runOut(isOver, limitMs) {
      const until = time.now() + limitMs
      for (let askAt = 0; time.now() < until; ) {
        const [first] = await settle()
        await look(CHOICES_MAX)
        if (first) letGo(first)
        else if (time.now() < askAt) pass()
        // Whoever wakes up may still do harm.
        else if (!isAnyFrozen() && (await isOver())) return true
        else askAt = time.now() + ASK_EVERY_MS
      }
      return false
    },
  }
}
