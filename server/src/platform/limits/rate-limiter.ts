import type { Live } from '../live/live.ts'

/** What calls are counted by. Each kind has a limit of its own. */
export type RateKind = 'address' | 'account' | 'key' | 'tenant'

/** Calls a minute of each kind; null: not limited. */
export type RateLimits = Readonly<Record<RateKind, number | null>>

/** By whom a call is counted. */
export type Callers = readonly (readonly [RateKind, string])[]

/** What is left of a limit. */
export interface Standing {
  readonly kind: RateKind
  /** Calls a minute. */
  readonly limit: number
  /** Calls that may come at once now. */
  readonly left: number
  /** Until all of them may. */
  readonly wholeInSeconds: number
}

/** Counts calls and says when there are too many. It asks nobody: a call takes a microsecond. */
export interface RateLimiter {
  /** Counts a call by each of these; null, or how many seconds to wait where one of them has had its share. */
  count(callers: Callers): { kind: RateKind; retryAfterSeconds: number } | null
  /** How their limits stand now, which counts nothing; those that have none are left out. */
  look(callers: Callers): Standing[]
  close(): void
}

interface Options {
  readonly limits: RateLimits
  /** Where processes tell each other what they counted. Without the others each counts alone. */
  readonly live: Live
  readonly processId: string
  /** Monotonic, in milliseconds: a step of the wall clock must not hold anybody up. */
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
 * A minute's calls may come at once; after that they come as evenly as the limit says. What is kept of a caller is one
 * number: the moment at which all of their calls are paid off.
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
        // Calls that are refused are not counted, or a caller who goes on would never be let in again.
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
