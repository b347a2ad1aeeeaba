import type { ModelPart } from '#kernel/model-ports.ts'
import type { Ports } from '#kernel/ports.ts'
import type { TurnPart } from '../agent-loop.ts'
import { openMessageReader } from './message-reader.ts'

/** The text so far is one message; another one follows. */
export interface MessageEnd {
  type: 'message-end'
}

const PAUSE_MIN_MS = 500
const PAUSE_MAX_MS = 3_500
const BEGINNING_MS = 250
const PER_CHARACTER_MS = 25

/** How long a person would take to write this, capped so that the wait stays pleasant. */
export const pauseBefore = (text: string): number =>
  Math.min(PAUSE_MAX_MS, Math.max(PAUSE_MIN_MS, BEGINNING_MS + text.length * PER_CHARACTER_MS))

interface Pacing {
  pause: Ports['pause']
  signal: AbortSignal
}

/**
 * The turn with its text split into messages: each arrives whole, after the time it takes to write, minus the time the
 * model took anyway.
 */
export async function* splitMessages(
  turn: AsyncIterable<TurnPart>,
  { pause, signal }: Pacing,
): AsyncGenerator<TurnPart | MessageEnd> {
  const splitter = openMessageReader()
  let shownAt: number | null = null
  async function* show(messages: readonly string[]): AsyncGenerator<ModelPart | MessageEnd> {
    for (const text of messages) {
      if (shownAt !== null) {
        yield { type: 'message-end' }
        const left = pauseBefore(text) - (performance.now() - shownAt)
        if (left > 0) await pause(left, signal)
      }
      yield { type: 'text-delta', text }
      shownAt = performance.now()
    }
  }
  try {
    for await (const part of turn) {
      if (part.type === 'text-delta') yield* show(splitter.take(part.text))
      else {
        if (isBetweenTexts(part)) yield* show(splitter.flush())
        yield part
      }
    }
  } catch (error) {
    // Output before a failure stays; what was not yet shown when somebody canceled is not sent.
    if (!signal.aborted) yield* show(splitter.flush())
    throw error
  }
  yield* show(splitter.flush())
}

const isBetweenTexts = ({ type }: TurnPart) => type === 'tool-call' || type === 'finish'
