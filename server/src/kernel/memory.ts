import type { Application } from './application.ts'
import { boundedMap } from './bounded-map.ts'

interface MemoryOptions<V> {
  /** How long an entry stays valid, in milliseconds: how long a process that misses a change may use the old value. */
  readonly keptMs: number
  readonly entriesMax: number
  /** Where changes are published. Relies on `publish` reaching this process's own listeners before it returns. */
  readonly topic: string
  /** Whether a message on the topic invalidates an entry. */
  isAbout(message: unknown, key: string, value: V): boolean
}

/** A cache of recent reads. A change that commits in this process is visible at once. */
export interface Memory<V> {
  /** The cached value; undefined if there is none or it is too old. */
  recall(key: string): V | undefined
  /** The same, however old it is. */
  lastKnown(key: string): V | undefined
  /** Starts a read. Its result is cached unless a change is heard meanwhile. */
  beginReading(): (key: string, value: V) => void
}

/** One cache for each application. Copies of an application that hear the same topics share one. */
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
