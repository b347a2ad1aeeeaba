import { ApiError } from '#client/api-error.ts'
import { growingPauses } from '#client/pause.ts'
import type { Outbox, Waiting } from './outbox.ts'

interface SendingOptions {
  outbox: Outbox
  deliver(one: Waiting): Promise<void>
  /** Fetches the current state after a delivery. */
  refresh(): Promise<void>
  /** Whether the server was reached. */
  onLine(isOpen: boolean): void
  onChange(): void
}

/** Sends the messages of the outbox, in order, and retries as long as the server may still accept them. */
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
    /** The message being sent is no longer awaited. */
    forget() {
      isSending = false
    },
  }
}

const isPassing = (error: unknown): boolean =>
  error instanceof ApiError && ['unavailable', 'rate_limited', 'conflict'].includes(error.code)
