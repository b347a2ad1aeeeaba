import { syncBuiltinESMExports } from 'node:module'
import promises from 'node:timers/promises'
import { openTimers, type Timer, type Timers } from './timers.ts'

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

/** Nothing that is remembered for a while lasts from one run to the next. */
const DAY_MS = 86_400_000
const BEGINNING = Date.UTC(2100, 0, 1)
/** Whatever is there before the first run was there for long. */
const FIRST_DAY = BEGINNING - DAY_MS

export function installVirtualTime(): VirtualTime {
  let now = FIRST_DAY
  /** What the clocks that only measure had counted when the day began. */
  let measured = DAY_MS
  const timers = openTimers(() => now)
  const takeOut = putInPlace(timers, () => now)
  performance.now = () => measured + now - BEGINNING

  return {
    now: () => now,
    planned: timers.planned,
    first: timers.first,
    soon: timers.soon,
    happen(timer) {
      now = Math.max(now, timer.dueAt)
      timers.happen(timer)
    },
    goTo: (moment) => void (now = Math.max(now, moment)),
    forget: timers.forget,
    beginAgain() {
      measured += now + DAY_MS - BEGINNING
      now = BEGINNING
      timers.replan()
    },
    [Symbol.dispose]() {
      takeOut()
      delete (performance as { now?: unknown }).now
    },
  }
}

/** Puts timers and dates in the place of Node's own; answers how they are taken out again. */
function putInPlace({ plan }: Timers, now: () => number): () => void {
  const { setTimeout, setInterval, clearTimeout, clearInterval, Date } = globalThis
  const own = { setTimeout, setInterval, clearTimeout, clearInterval, Date }
  const ownPause = promises.setTimeout

  const planner =
    (repeats: boolean) =>
    (call: (...given: unknown[]) => void, delay?: number, ...given: unknown[]) =>
      plan(() => call(...given), delay, repeats)
  const canceller = (cancelOwn: (id?: NodeJS.Timeout) => void) => (id?: unknown) => {
    if (typeof id === 'object' && id !== null && 'cancel' in id) (id as { cancel(): void }).cancel()
    else cancelOwn(id as NodeJS.Timeout)
  }
  const pause = (delay?: number, value?: unknown, { signal }: { signal?: AbortSignal } = {}) =>
    new Promise((resolve, reject) => {
      const refuse = () => reject(new DOMException('The operation was aborted', 'AbortError'))
      if (signal?.aborted) return refuse()
      const leave = () => {
        handle.cancel()
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

  Object.assign(globalThis, {
    setTimeout: planner(false),
    setInterval: planner(true),
    clearTimeout: canceller(clearTimeout),
    clearInterval: canceller(clearInterval),
    Date: datesOf(Date, now),
  })
  promises.setTimeout = pause as typeof promises.setTimeout
  syncBuiltinESMExports()
  return () => {
    Object.assign(globalThis, own)
    promises.setTimeout = ownPause
    syncBuiltinESMExports()
  }
}

/** Dates whose present is that of a clock. Those that were made before are dates too. */
function datesOf(Own: DateConstructor, now: () => number) {
  return class extends Own {
    constructor(...given: [] | [number | string | Date]) {
      super(...((given.length === 0 ? [now()] : given) as [number]))
    }
    static override now = now
    static override [Symbol.hasInstance](value: unknown) {
      return typeof value === 'object' && value !== null && Own.prototype.isPrototypeOf(value)
    }
  }
}
