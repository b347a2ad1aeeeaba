/**
 * Shares reads by number among callers who may all ask for the same. A caller that asks during a read shares the next
 * one with all others who do, so everything was read after it was asked for.
 */
export function coalesceReads<R>(read: (after: number) => Promise<R>): (after: number) => Promise<R> {
  const current = new Map<number, Promise<R>>()
  const next = new Map<number, Promise<R>>()

  function begin(after: number): Promise<R> {
    next.delete(after)
    const reading = read(after).finally(() => current.delete(after))
    current.set(after, reading)
    return reading
  }

  return (after) => {
    const isRead = current.get(after)
    if (!isRead) return begin(after)
    const waiting =
      next.get(after) ??
      isRead.then(
        () => begin(after),
        () => begin(after),
      )
    next.set(after, waiting)
    return waiting
  }
}
