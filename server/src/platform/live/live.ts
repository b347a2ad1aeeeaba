type Handler = (message: unknown) => void

/**
 * Topics: a message reaches whoever is subscribed now. Nothing is stored; the database is the record, and a subscriber
 * that misses something reads it there.
 */
export interface Live {
  /**
   * Publishes to all subscribers: in this process before it returns, in connected ones soon. The message must be
   * serializable as JSON.
   */
  publish(topic: string, message: unknown): void
  /** Publishes in this process only. */
  publishHere(topic: string, message: unknown): void
  /** Publishes in the other processes only, if there are any. */
  publishElsewhere(topic: string, message: unknown): void
  /** Whether other processes can be connected. */
  readonly isShared: boolean
  /**
   * Calls `hear` for every further message, in order, until the returned function is called. Calls `missed` whenever
   * messages of other processes may have been lost.
   */
  subscribe(topic: string, handler: Handler, missed?: () => void): () => void
  /** The same for messages of this process; those of others only arrive if somebody else here subscribes to them. */
  subscribeHere(topic: string, handler: Handler, missed?: () => void): () => void
  close(): Promise<void>
}

interface Listener {
  readonly handler: Handler
  readonly missed: () => void
}

interface Listened {
  readonly listeners: Set<Listener>
  /** The number of those that also listen to other processes. */
  outward: number
}

/** Topics within this process. */
export interface LocalLive extends Live {
  /** Notifies the subscribers of a topic, or of all, that messages may have been lost. */
  missed(topic?: string): void
}

/** Called when a topic gets its first subscriber, and when it loses its last. */
export interface Interest {
  begins(topic: string): void
  ends(topic: string): void
}

/** Topics within this process. */
export function openLocalLive(interest?: Interest): LocalLive {
  const topics = new Map<string, Listened>()
  const publish: Live['publish'] = (topic, message) => {
    for (const { handler } of topics.get(topic)?.listeners ?? []) handler(message)
  }
  const join = (topic: string, listener: Listener, isOutward: boolean) => {
    const listened = topics.get(topic) ?? { listeners: new Set(), outward: 0 }
    topics.set(topic, listened)
    listened.listeners.add(listener)
    if (isOutward && (listened.outward += 1) === 1) interest?.begins(topic)
    return () => {
      if (!listened.listeners.delete(listener)) return
      if (listened.listeners.size === 0) topics.delete(topic)
      if (isOutward && (listened.outward -= 1) === 0) interest?.ends(topic)
    }
  }
  return {
    publish,
    publishHere: publish,
    publishElsewhere: () => {},
    isShared: false,
    subscribe: (topic, handler, missed = () => {}) => join(topic, { handler, missed }, true),
    subscribeHere: (topic, handler, missed = () => {}) => join(topic, { handler, missed }, false),
    missed(topic) {
      const all = topic === undefined ? [...topics.values()] : [topics.get(topic)]
      for (const { missed } of all.flatMap((one) => [...(one?.listeners ?? [])])) missed()
    },
    close: async () => topics.clear(),
  }
}
