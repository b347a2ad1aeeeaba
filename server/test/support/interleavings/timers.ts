import { AsyncLocalStorage } from 'node:async_hooks'
import { whereabouts } from './whereabouts.ts'

/** Something that is to happen at a moment. */
export interface Timer {
  readonly process: string
  readonly dueAt: number
}

interface Planned extends Timer {
  readonly life: number
  dueAt: number
  readonly order: number
  readonly delayMs: number
  readonly repeats: boolean
  readonly call: () => void
}

/** What was planned, by a clock that is asked for the time. */
export interface Timers {
  plan(call: () => void, delayMs: number | undefined, repeats: boolean): Handle
  /** How much was planned by now. */
  planned(): number
  first(isWanted: (process: string) => boolean): Timer | null
  soon(withinMs: number): Timer[]
  /** Lets it happen; it is planned again where it repeats. */
  happen(timer: Timer): void
  forget(life: number): void
  /** Gives all of it the whole time that it was planned with. */
  replan(): void
}

/** What `setTimeout` answers, as far as anybody uses it. */
export interface Handle extends Disposable {
  ref(): Handle
  unref(): Handle
  hasRef(): boolean
  refresh(): Handle
  cancel(): void
}

// A process that was opened anew planned everything later than one that was not, and what repeats before what happens once
// and is planned again: neither stands in another place for that.
const comesFirst = (a: Planned, b: Planned) =>
  a.dueAt - b.dueAt ||
  Number(a.process > b.process) - Number(a.process < b.process) ||
  Number(b.repeats) - Number(a.repeats) ||
  a.order - b.order

export function openTimers(now: () => number): Timers {
  const timers = new Set<Planned>()
  const dead = new Set<number>()
  let order = 0

  function handleOf(planned: Planned): Handle {
    const cancel = () => void timers.delete(planned)
    const handle: Handle = {
      ref: () => handle,
      unref: () => handle,
      hasRef: () => true,
      refresh() {
        planned.dueAt = now() + planned.delayMs
        timers.add(planned)
        return handle
      },
      cancel,
      [Symbol.dispose]: cancel,
    }
    return handle
  }

  return {
    plan(call, delay, repeats) {
      // What Node makes of a delay: at least a millisecond.
      const delayMs = delay !== undefined && delay >= 1 ? Math.trunc(delay) : 1
      const inContext = AsyncLocalStorage.snapshot()
      const { process, life } = whereabouts()
      order += 1
      const dueAt = now() + delayMs
      const planned = { process, life, dueAt, order, delayMs, repeats, call: () => inContext(call) }
      if (!dead.has(life)) timers.add(planned)
      return handleOf(planned)
    },
    planned: () => order,
    first(isWanted) {
      let first: Planned | null = null
      for (const timer of timers)
        if (isWanted(timer.process) && (!first || comesFirst(timer, first) < 0)) first = timer
      return first
    },
    soon: (withinMs) =>
      [...timers].filter(({ repeats, delayMs }) => !repeats && delayMs <= withinMs).sort(comesFirst),
    happen(timer) {
      const planned = timer as Planned
      if (planned.repeats) planned.dueAt = now() + planned.delayMs
      else timers.delete(planned)
      planned.call()
    },
    forget(life) {
      dead.add(life)
      for (const timer of timers) if (timer.life === life) timers.delete(timer)
    },
    replan() {
      for (const timer of timers) timer.dueAt = now() + timer.delayMs
    },
  }
}
