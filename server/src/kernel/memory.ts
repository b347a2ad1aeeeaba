import type { Application } from './application.ts'
import { boundedMap } from './bounded-map.ts'

interface MemoryOptions<V> {
  /** How long something is believed, in milliseconds: so long a process that cannot hear of a change may go on with it. */
  readonly keptMs: number
  readonly entriesMax: number
  /** Where changes are announced. Relies on it reaching this process's own listeners before `publish` returns. */
  readonly topic: string
  /** Whether a message on the topic makes an entry out of date. */
  isAbout(message: unknown, key: string, value: V): boolean
}

/** What was read lately. A change that commits in this process is seen at once. */
export interface Memory<V> {
  /** What was kept lately; undefined when there is nothing, or it is too old. */
  recall(key: string): V | undefined
  /** The same, however old it is. */
  lastKnown(key: string): V | undefined
  /** Begins a reading. What it read is then kept, unless a change was heard since it began. */
  beginReading(): (key: string, value: V) => void
}

/** A memory for each application. Copies of an application that hear the same topics share one. */
export function memoryOf<V>({
  keptMs,
  entriesMax,
  topic,
  isAbout,
}: MemoryOptions<V>): (app: Application) => Memory<V> {
  const memories = new WeakMap<object, Memory<V>>()
  return (app) => {
    const existing = memories.get(app.live)
    if (existing) return existing
    const entries = boundedMap<{ value: V; readAt: number }>(entriesMax)
    let changes = 0
    let doubtfulUntil = Number.NEGATIVE_INFINITY
    const drop = (message: unknown) => {
      changes += 1
      entries.dropWhere(({ value }, key) => isAbout(message, key, value))
    }
    const doubt = () => {
      changes += 1
      doubtfulUntil = performance.now()
    }
    app.live.subscribe(topic, drop, doubt)
    const memory: Memory<V> = {
      recall(key) {
        const kept = entries.get(key)
        const isFresh = kept && kept.readAt > doubtfulUntil && performance.now() - kept.readAt < keptMs
        return isFresh ? kept.value : undefined
      },
      lastKnown: (key) => entries.get(key)?.value,
      beginReading() {
        const readAt = performance.now()
        const before = changes
        return (key, value) => {
          if (changes === before) entries.set(key, { value, readAt })
        }
      },
    }
    memories.set(app.live, memory)
    return memory
  }
}
