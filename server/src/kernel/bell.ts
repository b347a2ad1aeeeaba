/** Wakes one waiter. A ring while nobody waits is kept, so none is missed; many rings before a wait are one. */
export function openBell(signal: AbortSignal) {
  let isRung = false
  let wake: ((isRung: boolean) => void) | null = null

  const ring = () => {
    isRung = true
    wake?.(true)
  }
  signal.addEventListener('abort', ring)

  return {
    ring,
    /** Resolves true when rung, false when `limitMs` passed in silence; without a limit it waits for a ring. */
    async wait(limitMs?: number): Promise<boolean> {
      if (!isRung) {
        let timer: NodeJS.Timeout | undefined
        await new Promise<boolean>((resolve) => {
          wake = resolve
          if (limitMs !== undefined) timer = setTimeout(resolve, limitMs, false)
        })
        clearTimeout(timer)
        wake = null
      }
      const wasRung = isRung
      isRung = false
      return wasRung
    },
    close: () => signal.removeEventListener('abort', ring),
  }
}
