import { AsyncLocalStorage } from 'node:async_hooks'
import { syncBuiltinESMExports } from 'node:module'
import promises from 'node:timers/promises'
import { whereabouts } from './whereabouts.ts'

/** Something that is to happen at a moment. */
export interface Timer {
  readonly process: string
  readonly dueAt: number
}

/**
 * The clock of this thread while it is installed: it stands still until it is put ahead, and what was planned happens when
 * it is told to. Clocks of every kind, timers and intervals go by it; `setImmediate` and sockets do not.
 */
export interface VirtualTime extends Disposable {
  /** Milliseconds since 1970. */
  now(): number
  /** How much was planned since it was installed. */
  planned(): number
  /** What is due first, of the processes that are wanted; null where nothing is planned. */
  first(isWanted: (process: string) => boolean): Timer | null
  /** What happens once, and so soon after it was planned. */
  soon(withinMs: number): Timer[]
  /** Puts the clock to when that is due, unless it is past that already, and lets it happen. */
  happen(timer: Timer): void
  /** Puts the clock ahead, and nothing happens. */
  goTo(moment: number): void
  /** Forgets whatever a process had planned that has died, and whatever is left of it plans. */
  forget(life: number): void
  /**
   * Begins the day anew, which is always the same one. What is planned has all its time before it again, as if it were
   * planned just then. Clocks that only measure go on.
   */
  beginAgain(): void
}

interface Planned extends Timer {
  readonly life: number
  dueAt: number
  readonly order: number
  readonly delayMs: number
  readonly repeats: boolean
  readonly call: () => void
}

/** Nothing that is remembered for a while lasts from one run to the next. */
const DAY_MS = 86_400_000
const BEGINNING = Date.UTC(2100, 0, 1)
/** Whatever is there before the first run was there for long. */
const FIRST_DAY = BEGINNING - DAY_MS

export function installVirtualTime(): VirtualTime {
  const real = {
    setTimeout: globalThis.setTimeout,
    setInterval: globalThis.setInterval,
    clearTimeout: globalThis.clearTimeout,
    clearInterval: globalThis.clearInterval,
    Date: globalThis.Date,
    pause: promises.setTimeout,
  }
  let now = FIRST_DAY
  /** What the clocks that only measure had counted when the day began. */
  let measured = DAY_MS
  let order = 0
  const timers = new Set<Planned>()
  const dead = new Set<number>()

  function plan(call: () => void, delay: number | undefined, repeats: boolean): Handle {
    // What Node makes of a delay: at least a millisecond.
    const delayMs = delay !== undefined && delay >= 1 ? Math.trunc(delay) : 1
    const inContext = AsyncLocalStorage.snapshot()
    const { process, life } = whereabouts()
    order += 1
    const dueAt = now + delayMs
    const planned = { process, life, dueAt, order, delayMs, repeats, call: () => inContext(call) }
    if (!dead.has(life)) timers.add(planned)
    return new Handle(planned)
  }

  /** What `setTimeout` answers, as far as anybody uses it. */
  class Handle {
    readonly planned: Planned
    constructor(planned: Planned) {
      this.planned = planned
    }
    ref = () => this
    unref = () => this
    hasRef = () => true
    refresh() {
      this.planned.dueAt = now + this.planned.delayMs
      timers.add(this.planned)
      return this
    }
    [Symbol.dispose]() {
      timers.delete(this.planned)
    }
  }

  const planner =
    (repeats: boolean) =>
    (call: (...given: unknown[]) => void, delay?: number, ...given: unknown[]) =>
      plan(() => call(...given), delay, repeats)
  const canceller = (cancelReal: (id?: NodeJS.Timeout) => void) => (id?: unknown) => {
    if (id instanceof Handle) timers.delete(id.planned)
    else cancelReal(id as NodeJS.Timeout)
  }

  const pause = (delay?: number, value?: unknown, { signal }: { signal?: AbortSignal } = {}) =>
    new Promise((resolve, reject) => {
      const refuse = () => reject(new DOMException('The operation was aborted', 'AbortError'))
      if (signal?.aborted) return refuse()
      const leave = () => {
        timers.delete(handle.planned)
        refuse()
      }
      const handle = plan(
        () => {
          signal?.removeEventListener('abort', leave)
          resolve(value)
        },
        delay,
        false,
      )
      signal?.addEventListener('abort', leave, { once: true })
    })

  class VirtualDate extends real.Date {
    constructor(...given: [] | [number | string | Date]) {
      super(...((given.length === 0 ? [now] : given) as [number]))
    }
    static override now = () => now
    static override [Symbol.hasInstance] = (value: unknown) =>
      typeof value === 'object' && value !== null && real.Date.prototype.isPrototypeOf(value)
  }

  Object.assign(globalThis, {
    setTimeout: planner(false),
    setInterval: planner(true),
    clearTimeout: canceller(real.clearTimeout),
    clearInterval: canceller(real.clearInterval),
    Date: VirtualDate,
  })
  performance.now = () => measured + now - BEGINNING
  promises.setTimeout = pause as typeof promises.setTimeout
  syncBuiltinESMExports()

  // A process that was opened anew planned everything later than one that was not, and stands in no other place for that.
  const comesFirst = (a: Planned, b: Planned) =>
    a.dueAt - b.dueAt || Number(a.process > b.process) - Number(a.process < b.process) || a.order - b.order
  return {
    now: () => now,
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
      now = Math.max(now, planned.dueAt)
      if (planned.repeats) planned.dueAt = now + planned.delayMs
      else timers.delete(planned)
      planned.call()
    },
    goTo: (moment) => void (now = Math.max(now, moment)),
    forget(life) {
      dead.add(life)
      for (const timer of timers) if (timer.life === life) timers.delete(timer)
    },
    beginAgain() {
      measured += now + DAY_MS - BEGINNING
      now = BEGINNING
      for (const timer of timers) timer.dueAt = now + timer.delayMs
    },
    [Symbol.dispose]() {
      Object.assign(globalThis, {
        setTimeout: real.setTimeout,
        setInterval: real.setInterval,
        clearTimeout: real.clearTimeout,
        clearInterval: real.clearInterval,
        Date: real.Date,
      })
      delete (performance as { now?: unknown }).now
      promises.setTimeout = real.pause
      syncBuiltinESMExports()
    },
  }
}
