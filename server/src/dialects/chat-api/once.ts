import { createHash, randomUUID } from 'node:crypto'
import type { Application } from '#kernel/application.ts'
import { type BoundedMap, boundedMap } from '#kernel/bounded-map.ts'

/** The two ways by which a desk sends each of its texts. */
export type Way = 'http' | 'socket'

const REMEMBERED_MS = 120_000
const PAIRS_MAX = 10_000

interface Pairing {
  readonly round: string
  readonly came: Record<Way, number>
  until: number
}

const pairings = new WeakMap<object, BoundedMap<Pairing>>()

interface Sent {
  readonly memberId: string
  readonly conversationId: string
  readonly content: string
}

/**
 * The client ID of an operator's text, the same for both ways by which it arrives: the first over the socket is the
 * first over HTTP, and so on. A repeated text repeats in both.
 */
export function clientIdFor(
  { live, now }: Application,
  { memberId, conversationId, content }: Sent,
  way: Way,
): string {
  const all = pairings.get(live) ?? boundedMap<Pairing>(PAIRS_MAX)
  pairings.set(live, all)
  const digest = createHash('sha256').update(content.trim()).digest('base64url')
  const [key, at] = [`${memberId} ${conversationId} ${digest}`, now().getTime()]
  const kept = all.get(key)
  const pairing =
    kept && kept.until > at ? kept : { round: randomUUID(), came: { http: 0, socket: 0 }, until: 0 }
  pairing.came[way] += 1
  pairing.until = at + REMEMBERED_MS
  all.set(key, pairing)
  return `chat-api ${pairing.round} ${pairing.came[way]}`
}
