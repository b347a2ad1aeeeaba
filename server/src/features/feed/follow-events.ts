import { type EventStreamPart, FollowEvents, type StoredEvent } from '#contract/events.ts'
import { comeIn } from '#features/handoff/index.ts'
import { eventTopic } from '#platform/outbox/relay.ts'
import { openBell } from '#kernel/bell.ts'
import type { Scope } from '#kernel/scope.ts'
import { flow } from '#kernel/use-case.ts'
import { mayHear } from './audience.ts'
import { readEvents } from './read-events.ts'

const PAGE = 500
const BACKLOG_MAX = 20_000
const INBOX_MAX = 1_000
const SAFETY_POLL_MS = 15_000

/** Follows what happens in the tenant, as far as one may hear it, from any number on, without a silent gap. */
export const followEvents = flow({
  name: 'event.follow',
  permission: 'event:follow',
  input: FollowEvents,
  run: ({ scope }, { after }) => follow(scope, after ?? null),
})

async function* follow(scope: Scope, after: number | null): AsyncGenerator<EventStreamPart> {
  const bell = openBell(scope.signal)
  let inbox: StoredEvent[] = []
  const leave = scope.app.live.subscribe(eventTopic(scope.tenantId), (message) => {
    // What does not fit is read from the database later: the numbers show that it is missing.
    if (inbox.length < INBOX_MAX) inbox.push(message as StoredEvent)
    bell.ring()
  })
  const leaveDesk = comeIn(scope)
  try {
    const { last } = await readEvents(scope, { after: null, limit: 1 })
    let number = after ?? last
    if (number > last || last - number > BACKLOG_MAX) {
      yield { type: 'reset', number: last, reason: number > last ? 'unknown-number' : 'too-far-behind' }
      number = last
    }
    yield { type: 'ready', number }
    let isBehind = number < last
    while (!scope.signal.aborted) {
      const news = isBehind
        ? (await readEvents(scope, { after: number, limit: PAGE })).events
        : inbox.splice(0)
      isBehind = isBehind && news.length === PAGE
      for (const event of news) {
        if (event.number <= number) continue
        if (event.number > number + 1) {
          isBehind = true
          break
        }
        number = event.number
        if (mayHear(scope.actor, event)) yield { type: 'event', event }
      }
      if (isBehind || inbox.length > 0) continue
      const isWoken = await bell.wait(SAFETY_POLL_MS)
      // In silence it is looked up whether other processes went on without us hearing.
      if (!isWoken && !scope.signal.aborted)
        isBehind = (await readEvents(scope, { after: null, limit: 1 })).last > number
    }
  } finally {
    leave()
    leaveDesk()
    bell.close()
    inbox = []
  }
}
