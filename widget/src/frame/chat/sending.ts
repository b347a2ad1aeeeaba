import { ApiError } from '#client/api-error.ts'
import { growingPauses } from '#client/pause.ts'
import type { Outbox, Waiting } from './outbox.ts'

interface SendingOptions {
  outbox: Outbox
  deliver(one: Waiting): Promise<void>
  /** Fetches what there is, once something was delivered. */
  refresh(): Promise<void>
  /** Whether the server was reached. */
  onLine(isOpen: boolean): void
  onChange(): void
}

/** Sends what waits in the outbox, in order, and tries again for as long as the server may yet take it. */
export function openSending({ outbox, deliver, refresh, onLine, onChange }: SendingOptions) {
  let isSending = false
  return {
    async flush(signal: AbortSignal): Promise<void> {
      if (isSending) return
      isSending = true
      const pauses = growingPauses(500, 15_000)
      for (;;) {
        const one = outbox.all().find(({ refusal }) => refusal === null)
        if (!one || signal.aborted) break
        try {
          await deliver(one)
          pauses.reset()
          onLine(true)
          await refresh()
          outbox.remove(one.clientId)
        } catch (error) {
          if (signal.aborted) break
          if (isPassing(error)) {
            onLine(false)
            onChange()
            await pauses.wait(signal).catch(() => {})
            continue
          }
          outbox.refuse(one.clientId, error instanceof ApiError ? error.code : 'internal')
        }
        onChange()
      }
      isSending = false
    },
    /** What is sent at this moment is no longer waited for. */
    forget() {
      isSending = false
    },
  }
}

const isPassing = (error: unknown): boolean =>
  error instanceof ApiError && ['unavailable', 'rate_limited', 'conflict'].includes(error.code)
