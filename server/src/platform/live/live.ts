/**
 * Topics: what is said now reaches who listens now. Nothing is kept; the database is the record, and a listener
 * that misses something asks there.
 */
export interface Live {
  publish(topic: string, message: unknown): void
  /** Calls `hear` for every message from now on, in order, until the returned function is called. */
  subscribe(topic: string, hear: (message: unknown) => void): () => void
  close(): Promise<void>
}

/** Topics within this process. */
export function openLocalLive(): Live {
  const listeners = new Map<string, Set<(message: unknown) => void>>()
  return {
    publish(topic, message) {
      for (const hear of listeners.get(topic) ?? []) hear(message)
    },
    subscribe(topic, hear) {
      const all = listeners.get(topic) ?? new Set()
      listeners.set(topic, all.add(hear))
      return () => {
        all.delete(hear)
        if (all.size === 0 && listeners.get(topic) === all) listeners.delete(topic)
      }
    },
    close: async () => listeners.clear(),
  }
}
