/** Waits; rejects with the signal’s reason when it is aborted. */
export const pause = (ms: number, signal?: AbortSignal): Promise<void> =>
  new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason)
    const abort = () => {
      clearTimeout(timer)
      reject(signal?.reason)
    }
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', abort)
      resolve()
    }, ms)
    signal?.addEventListener('abort', abort, { once: true })
  })

/** Pauses between tries that double from `firstMs` up to `maxMs`, each shortened by chance so that clients spread. */
export function growingPauses(firstMs: number, maxMs: number) {
  let next = firstMs
  return {
    async wait(signal?: AbortSignal) {
      const ms = next * (0.5 + Math.random() / 2)
      next = Math.min(next * 2, maxMs)
      await pause(ms, signal)
    },
    reset() {
      next = firstMs
    },
  }
}
