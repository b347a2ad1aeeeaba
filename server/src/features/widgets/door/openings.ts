import { networkOf } from '#features/access/index.ts'
import { type BoundedMap, boundedMap } from '#kernel/bounded-map.ts'
import { Fault } from '#kernel/fault.ts'
import type { Scope } from '#kernel/scope.ts'

const WINDOW_MS = 10 * 60_000
const COUNTERS_MAX = 50_000
/** Within ten minutes from one network: new visitor sessions, and identities that were refused. Offices share an address. */
const limits = { opened: 120, refused: 30 } as const

interface Counter {
  count: number
  readonly until: number
}

const books = new WeakMap<object, BoundedMap<Counter>>()

/** Counts a network's requests to widgets. Throws Fault `rate_limited` once its limit is reached. */
export function countOpening({ app, origin }: Scope, kind: keyof typeof limits, isMore = true): void {
  const book = books.get(app.live) ?? boundedMap<Counter>(COUNTERS_MAX)
  books.set(app.live, book)
  const key = `${kind} ${networkOf(origin.address)}`
  const now = performance.now()
  const kept = book.get(key)
  const counter = kept && kept.until > now ? kept : { count: 0, until: now + WINDOW_MS }
  if (counter.count >= limits[kind])
    throw new Fault('rate_limited', 'Too many chats were opened from here. Try again later.', {
      retryAfterSeconds: Math.ceil((counter.until - now) / 1_000),
    })
  if (isMore) counter.count += 1
  book.set(key, counter)
}
