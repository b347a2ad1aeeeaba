import type { EventStreamPart } from '#contract/events.ts'
import { growingPauses } from '../pause.ts'
import { isPassing } from './is-passing.ts'
import type { LiveLine } from './live-line.ts'

export interface FollowEventsOptions {
  /** The number of the last event seen; by default, only new events follow. */
  after?: number
  signal?: AbortSignal
  /** Told when the line opens and when it breaks. */
  onLine?: (isOpen: boolean) => void
}

/**
 * Yields every event that the caller may receive, without end: a broken connection is reopened from the last number. A
 * `reset` means that events are missing; fetch the current state then. Throws ApiError when the server refuses.
 */
export async function* followEvents(
  line: LiveLine,
  options: FollowEventsOptions = {},
): AsyncGenerator<EventStreamPart> {
  const signal = options.signal ?? new AbortController().signal
  const pauses = growingPauses(300, 15_000)
  let number = options.after
  while (!signal.aborted) {
    try {
      for await (const part of line.eventParts(number, signal)) {
        pauses.reset()
        if (part.type === 'typing') {
          yield part
          continue
        }
        if (part.type === 'ready') options.onLine?.(true)
        const latest = part.type === 'event' ? part.event.number : part.number
        if (part.type === 'event' && number !== undefined && latest <= number) continue
        if (part.type !== 'ready' || number === undefined) number = latest
        yield part
      }
    } catch (error) {
      if (signal.aborted) return
      if (!isPassing(error)) throw error
    }
    options.onLine?.(false)
    await pauses.wait(signal).catch(() => {})
  }
}
