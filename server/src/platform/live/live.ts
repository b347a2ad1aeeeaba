type Hear = (message: unknown) => void

/**
 * Topics: what is said now reaches who listens now. Nothing is kept; the database is the record, and a listener
 * that misses something asks there.
 */
export interface Live {
  /**
   * Says it to all who listen: in this process before it returns, in those that are joined to it soon. The message must
   * survive JSON.
   */
  publish(topic: string, message: unknown): void
  /** Says it in this process alone. */
  publishHere(topic: string, message: unknown): void
  /** Says it to the other processes alone; to nobody where there are none. */
  publishElsewhere(topic: string, message: unknown): void
  /** Whether other processes can be joined to it. */
  readonly isShared: boolean
  /**
   * Calls `hear` for every message from now on, in order, until the returned function is called. Calls `missed` whenever
   * other processes may have said something that is not going to be heard.
   */
  subscribe(topic: string, hear: Hear, missed?: () => void): () => void
  close(): Promise<void>
}

interface Listener {
  readonly hear: Hear
  readonly missed: () => void
}

/** Topics within this process. */
export interface LocalLive extends Live {
  /** Tells who listens to a topic, or to any, that something may have been missed. */
  missed(topic?: string): void
}

/** Is told of each topic when somebody begins to listen to it, and when nobody does any more. */
export interface Interest {
  begins(topic: string): void
  ends(topic: string): void
}

/** Topics within this process. */
export function openLocalLive(interest?: Interest): LocalLive {
  const listeners = new Map<string, Set<Listener>>()
  const publish: Live['publish'] = (topic, message) => {
    for (const { hear } of listeners.get(topic) ?? []) hear(message)
  }
  return {
    publish,
    publishHere: publish,
    publishElsewhere: () => {},
    isShared: false,
    subscribe(topic, hear, missed = () => {}) {
      const listener = { hear, missed }
      const existing = listeners.get(topic)
      const all = existing ?? new Set()
      listeners.set(topic, all.add(listener))
      if (!existing) interest?.begins(topic)
      return () => {
        if (!all.delete(listener) || all.size > 0) return
        listeners.delete(topic)
        interest?.ends(topic)
      }
    },
    missed(topic) {
      const all = topic === undefined ? [...listeners.values()] : [listeners.get(topic) ?? []]
      for (const listener of all.flatMap((some) => [...some])) listener.missed()
    },
    close: async () => listeners.clear(),
  }
}
