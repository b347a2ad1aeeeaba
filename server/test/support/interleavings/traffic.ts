import type { Gate } from './gate.ts'
import type { Sessions } from './sessions.ts'
import type { Step } from './step.ts'
import type { VirtualTime } from './virtual-time.ts'

/** Statements under way. What can be seen of them is the same at every run, however long the database takes. */
export interface Traffic {
  /** Sends a step that waits. */
  send(step: Step): void
  /**
   * Waits until nothing goes on any more: every statement that was sent was answered or waits in the database for another
   * transaction, and whoever got an answer has done what it does with it. Answers come one at a time, in the order in which
   * the statements were sent.
   */
  settle(): Promise<void>
  /**
   * Steps that wait at the gate and may be sent, in a steady order. While a statement waits in the database, no other may
   * that could wait for the same: which of two goes on first is up to the machine there. Here it is up to the seed.
   */
  ready(): Step[]
  /** The process that committed a change since this was last asked; null where none did. */
  changedBy(): string | null
  /** Forgets what was under way for a process. */
  forget(life: number): void
}

/** After so long without an answer it is asked whether a statement waits for another transaction. */
const PATIENCE_MS = 2
/** So many turns of the event loop in which nobody plans or asks anything are the end of it. */
const QUIET_TURNS = 8

export function openTraffic(gate: Gate, sessions: Sessions, time: VirtualTime, realPause: Pause): Traffic {
  let flying: Step[] = []
  const answered = new Set<Step>()
  /** What waits in the database, and for which sessions. */
  const blocked = new Map<Step, readonly number[]>()
  let lastChange: string | null = null
  let wake = () => {}

  const turn = () => new Promise<void>((done) => void setImmediate(done))
  async function drain() {
    for (let quiet = 0, seen = -1; quiet < QUIET_TURNS; ) {
      const now = gate.came() + time.planned()
      quiet = now === seen ? quiet + 1 : 0
      seen = now
      await turn()
    }
  }

  /** Waits until each is answered or known to wait. */
  async function standStill() {
    for (;;) {
      const unknown = flying.filter((step) => !answered.has(step) && !blocked.has(step))
      if (unknown.length === 0) return
      const { promise, resolve } = Promise.withResolvers<void>()
      wake = resolve
      await Promise.race([promise, realPause(PATIENCE_MS)])
      const still = unknown.filter((step) => !answered.has(step))
      if (still.length === 0) continue
      const lists = await sessions.waitingFor(still.map(({ connection }) => connection.sessionId()))
      // None is taken to wait as long as another one of them runs: it may let go of what they wait for.
      if (lists.some((list) => list.length === 0)) continue
      for (const [at, step] of still.entries()) if (!answered.has(step)) blocked.set(step, lists[at] ?? [])
    }
  }

  return {
    send(step) {
      gate.take(step)
      flying.push(step)
      void step.send().then(() => {
        answered.add(step)
        wake()
      })
    },
    async settle() {
      for (;;) {
        await drain()
        await standStill()
        const told = flying.filter((step) => answered.has(step))
        // Whoever was waiting may be answered before the end of the transaction that they waited for, or after it.
        const next = told.find((step) => !blocked.has(step)) ?? told[0]
        if (!next) return
        flying = flying.filter((step) => step !== next)
        answered.delete(next)
        blocked.delete(next)
        // What it held may be what others wait for.
        if (next.endsTransaction) blocked.clear()
        if (next.commitsChange) lastChange = next.connection.process
        next.deliver()
      }
    },
    ready() {
      const busy = new Set(flying.map(({ connection }) => connection))
      const holders = new Set([...blocked.values()].flat())
      const mayGo = ({ connection, mayWait }: Step) =>
        !busy.has(connection) && (blocked.size === 0 || !mayWait || holders.has(connection.sessionId()))
      return gate.heads().filter(mayGo)
    },
    changedBy() {
      const process = lastChange
      lastChange = null
      return process
    },
    forget(life) {
      flying = flying.filter(({ connection }) => connection.life !== life)
      blocked.clear()
    },
  }
}

/** Waits in real time, of which the virtual one knows nothing. */
export type Pause = (ms: number) => Promise<unknown>
