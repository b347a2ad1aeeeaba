/** Wakes one waiter. A signal while nobody waits is kept, so none is missed; several before a wait count as one. */
export function openWakeSignal(signal: AbortSignal) {
  let isSet = false
  let wake: ((isSet: boolean) => void) | null = null

  const notify = () => {
    isSet = true
    wake?.(true)
  }
  signal.addEventListener('abort', notify)

  return {
    notify,
    /** Resolves true when signalled, false after `limitMs` without a signal; without a limit it waits for one. */
    async wait(limitMs?: number): Promise<boolean> {
      if (!isSet) {
        let timer: NodeJS.Timeout | undefined
        await new Promise<boolean>((resolve) => {
          wake = resolve
          if (limitMs !== undefined) timer = setTimeout(resolve, limitMs, false)
        })
        clearTimeout(timer)
        wake = null
      }
      const wasSet = isSet
      isSet = false
      return wasSet
    },
    close: () => signal.removeEventListener('abort', notify),
  }
}
