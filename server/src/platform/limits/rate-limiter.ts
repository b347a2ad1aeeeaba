import type { Live } from '../live/live.ts'

/** What calls are counted by. Each kind has its own limit. */
export type RateKind = 'address' | 'account' | 'key' | 'tenant'

/** Calls a minute of each kind; null: not limited. */
export type RateLimits = Readonly<Record<RateKind, number | null>>

/** The keys under which a call is counted. */
export type Callers = readonly (readonly [RateKind, string])[]

/** The state of a limit. */
export interface Standing {
  readonly kind: RateKind
  /** Calls a minute. */
  readonly limit: number
  /** Calls that are allowed immediately. */
  readonly left: number
  /** Seconds until all of them are. */
  readonly wholeInSeconds: number
}

/** Counts calls and refuses too many. All in memory: a call takes a microsecond. */
export interface RateLimiter {
  /** Counts a call under each of these keys; returns null, or how many seconds to wait if a limit is exceeded. */
  count(callers: Callers): { kind: RateKind; retryAfterSeconds: number } | null
  /** The current state of their limits, without counting; keys without a limit are left out. */
  look(callers: Callers): Standing[]
  close(): void
}

interface Options {
  readonly limits: RateLimits
  /** The channel on which processes share their counts. Without it each counts alone. */
  readonly live: Live
  readonly processId: string
  /** Monotonic, in milliseconds: a change of the wall clock must not block anyone. */
  readonly now?: () => number
}

const WINDOW_MS = 60_000
const KEYS_MAX = 100_000
const TELL_EVERY_MS = 250
const TOLD_MAX = 2_000
const TOPIC = 'rate-limits'

interface Told {
  readonly from: string
  readonly counted: readonly [key: string, kind: RateKind, calls: number][]
}

/**
 * Allows a burst of one minute's calls; after that, calls are allowed at an even rate. Each caller needs one number:
 * the time at which all of their calls are paid off.
 */
export function openRateLimiter({
  limits,
  live,
  processId,
  now = () => performance.now(),
}: Options): RateLimiter {
  const paidOffAt = new Map<string, number>()
  const untold = new Map<string, [RateKind, number]>()

  const put = (key: string, at: number) => {
    paidOffAt.delete(key)
    paidOffAt.set(key, at)
    if (paidOffAt.size <= KEYS_MAX) return
    const [oldest] = paidOffAt.keys()
    if (oldest !== undefined) paidOffAt.delete(oldest)
  }
  const add = (key: string, kind: RateKind, calls: number, moment: number) => {
    const limit = limits[kind]
    if (limit === null) return
    const from = Math.max(paidOffAt.get(key) ?? 0, moment)
    // Others may have counted more than was allowed; nobody waits longer than a minute for that.
    put(key, Math.min(from + (calls * WINDOW_MS) / limit, moment + WINDOW_MS))
  }
  const leave = live.subscribe(TOPIC, (message) => {
    const { from, counted } = message as Told
    const moment = now()
    if (from !== processId) for (const [key, kind, calls] of counted) add(key, kind, calls, moment)
  })
  let telling: NodeJS.Timeout | undefined
  const tell = () => {
    telling = undefined
    const counted = [...untold].slice(0, TOLD_MAX).map(([key, [kind, calls]]) => [key, kind, calls] as const)
    untold.clear()
    live.publish(TOPIC, { from: processId, counted })
  }

  const note = (key: string, kind: RateKind) => {
    const entry = untold.get(key)
    if (entry) entry[1] += 1
    else untold.set(key, [kind, 1])
    telling ??= setTimeout(tell, TELL_EVERY_MS).unref()
  }
  return {
    count(callers) {
      const moment = now()
      for (const [kind, name] of callers) {
        const limit = limits[kind]
        if (limit === null) continue
        const wait =
          Math.max(paidOffAt.get(`${kind} ${name}`) ?? 0, moment) + WINDOW_MS / limit - WINDOW_MS - moment
        // Refused calls are not counted, or a persistent caller would never be allowed again.
        if (wait > 1e-6) return { kind, retryAfterSeconds: Math.max(1, Math.ceil(wait / 1_000)) }
      }
      for (const [kind, name] of callers) {
        if (limits[kind] === null) continue
        const key = `${kind} ${name}`
        add(key, kind, 1, moment)
        note(key, kind)
      }
      return null
    },
    look(callers) {
      const moment = now()
      return callers.flatMap(([kind, name]) => {
        const limit = limits[kind]
        if (limit === null) return []
        const owedMs = Math.max((paidOffAt.get(`${kind} ${name}`) ?? 0) - moment, 0)
        const left = Math.floor(((WINDOW_MS - owedMs) * limit) / WINDOW_MS + 1e-6)
        return [{ kind, limit, left: Math.max(left, 0), wholeInSeconds: Math.ceil(owedMs / 1_000) }]
      })
    },
    close() {
      clearTimeout(telling)
      leave()
    },
  }
}
