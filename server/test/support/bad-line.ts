import type { TestServer } from './open-test-server.ts'

const LATE_MAX_MS = 1_500
/** Longer than anybody may show anything without having asked. */
const STALLS_FOR_MS = 3_600
const STALLS_WITHIN_MS = 600

/**
 * A process that hears late what others say of the replies that it follows: of some at once, of some up to so much later, of
 * some nothing for seconds and then everything, as a process does that stood still with its sockets full. `lateMs`:
 * how late it hears all of them, where that is not left to chance.
 */
export function badLine({ app }: TestServer, lateMs?: number): void {
  const { live } = app
  for (const way of ['subscribe', 'subscribeHere'] as const) {
    const subscribe = live[way].bind(live)
    live[way] = (topic, hear, missed) => {
      if (!topic.startsWith('reply:')) return subscribe(topic, hear, missed)
      const late = heardLate(hear, lateMs === undefined ? line(topic) : (sentAt) => sentAt + lateMs)
      const leave = subscribe(topic, late.hear, missed)
      return () => {
        leave()
        late.forget()
      }
    }
  }
}

/** The same listener over a line. */
function heardLate(hear: (message: unknown) => void, arrivesAt: (sentAt: number) => number) {
  const timers = new Set<NodeJS.Timeout>()
  return {
    hear(message: unknown) {
      const now = performance.now()
      const timer = setTimeout(
        () => {
          timers.delete(timer)
          hear(message)
        },
        Math.max(0, arrivesAt(now) - now),
      )
      timers.add(timer)
    },
    forget() {
      for (const timer of timers) clearTimeout(timer)
    },
  }
}

/** Lines by topic: all who listen to one hear it through the same. */
const lines = new Map<string, (sentAt: number) => number>()

function line(topic: string): (sentAt: number) => number {
  const known = lines.get(topic)
  if (known) return known
  const made = newLine()
  lines.set(topic, made)
  return made
}

function newLine(): (sentAt: number) => number {
  const kind = Math.random()
  if (kind < 0.3) return (sentAt) => sentAt
  const lateMs = Math.random() * LATE_MAX_MS
  if (kind < 0.85) return (sentAt) => sentAt + lateMs
  const stallsAt = performance.now() + Math.random() * STALLS_WITHIN_MS
  return (sentAt) => (sentAt < stallsAt ? sentAt : Math.max(sentAt, stallsAt + STALLS_FOR_MS))
}
