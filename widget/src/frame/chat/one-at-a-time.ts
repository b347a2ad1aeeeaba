/** Runs it once at a time: calls during a run wait for the next one and share it. */
export function oneAtATime(run: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | null = null
  let next: Promise<void> | null = null
  const ask = (): Promise<void> => {
    if (running) {
      next ??= running
        .catch(() => {})
        .then(() => {
          next = null
          return ask()
        })
      return next
    }
    running = run().finally(() => {
      running = null
    })
    return running
  }
  return ask
}
