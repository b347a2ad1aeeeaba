/** Runs it once at a time: who asks during one run waits for the next, and all who do share it. */
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
