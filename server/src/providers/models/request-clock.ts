import type { StreamLimits } from './model-config.ts'
import { ProviderFailure } from './provider-failure.ts'

/** Holds one upstream request to its time limits and to the caller's signal. */
export interface RequestClock {
  /** Aborts with the caller's reason, or with a ProviderFailure when a limit has passed. */
  readonly signal: AbortSignal
  /** Call when starting to wait for the provider; only such waits count as its silence. */
  waiting(): void
  /** Call when data arrived. */
  received(): void
  /** Ends the request if it is still running, which frees its socket. */
  cut(): void
  /** Forgets the limits and the caller's signal. */
  stop(): void
}

export function startClock(caller: AbortSignal, limits: StreamLimits): RequestClock {
  const controller = new AbortController()
  const expire = () => controller.abort(new ProviderFailure('timeout'))
  let isWaiting = true
  const expireIfWaiting = () => {
    if (isWaiting) expire()
  }
  const total = setTimeout(expire, limits.totalMs)
  let quiet = setTimeout(expireIfWaiting, limits.firstByteMs)
  let begun = false

  const onAbort = () => controller.abort(caller.reason)
  if (caller.aborted) onAbort()
  else caller.addEventListener('abort', onAbort, { once: true })

  return {
    signal: controller.signal,
    waiting() {
      isWaiting = true
      if (begun) quiet.refresh()
    },
    received() {
      isWaiting = false
      if (begun) return
      begun = true
      clearTimeout(quiet)
      quiet = setTimeout(expireIfWaiting, limits.idleMs)
    },
    cut: () => controller.abort(),
    stop() {
      clearTimeout(total)
      clearTimeout(quiet)
      caller.removeEventListener('abort', onAbort)
    },
  }
}
