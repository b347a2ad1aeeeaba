/** Admits a limited number at a time; the others wait in order. */
export interface Gate {
  /** Resolves with how to leave. Throws the signal's reason. */
  enter(signal: AbortSignal): Promise<() => void>
  /** Resolves when nobody is inside. */
  empty(): Promise<void>
}

export function openGate(places: number): Gate {
  const waiting = new Set<() => void>()
  const watching: (() => void)[] = []
  let inside = 0

  const leave = () => {
    const [next] = waiting
    if (next) {
      // The slot is handed on, so nobody can slip in between.
      waiting.delete(next)
      next()
      return
    }
    inside--
    if (inside === 0) for (const tell of watching.splice(0)) tell()
  }

  const turn = (signal: AbortSignal) =>
    new Promise<void>((admit, refuse) => {
      const giveUp = () => {
        waiting.delete(begin)
        refuse(signal.reason)
      }
      const begin = () => {
        signal.removeEventListener('abort', giveUp)
        admit()
      }
      waiting.add(begin)
      signal.addEventListener('abort', giveUp, { once: true })
    })

  return {
    async enter(signal) {
      signal.throwIfAborted()
      if (inside < places) inside++
      else await turn(signal)
      return leave
    },
    empty: () => (inside === 0 ? Promise.resolve() : new Promise((tell) => void watching.push(tell))),
  }
}
