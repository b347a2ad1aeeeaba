type Handler = (message: unknown) => void

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
  subscribe(topic: string, handler: Handler, missed?: () => void): () => void
  /** The same for what is said in this process; of others it hears what somebody else here listens to. */
  subscribeHere(topic: string, handler: Handler, missed?: () => void): () => void
  close(): Promise<void>
}

interface Listener {
  readonly handler: Handler
  readonly missed: () => void
}

interface Listened {
  readonly listeners: Set<Listener>
  /** How many of them listen to other processes too. */
  outward: number
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
