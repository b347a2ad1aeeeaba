/** Passes pushed values to an iterating reader, in order. Iteration ends after `end`, or throws its error. */
export interface StreamQueue<T> extends AsyncIterable<T> {
  push(value: T): void
  end(error?: unknown): void
}

export function openStreamQueue<T>(): StreamQueue<T> {
  const waiting: T[] = []
  let ended: { error: unknown } | null = null
  let wake = () => {}

  return {
    push(value) {
      if (ended) return
      waiting.push(value)
      wake()
    },
    end(error) {
      ended ??= { error }
      wake()
    },
    async *[Symbol.asyncIterator]() {
      for (;;) {
        while (waiting.length > 0) yield waiting.shift() as T
        if (ended?.error !== undefined) throw ended.error
        if (ended) return
        await new Promise<void>((resolve) => {
          wake = resolve
        })
      }
    },
  }
}
