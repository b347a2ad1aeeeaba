import type { ModelPart } from '#kernel/model-ports.ts'
import type { Ports } from '#kernel/ports.ts'
import type { TurnPart } from '../agent-loop.ts'
import { openMessageReader } from './message-reader.ts'

/** The text so far is a message of its own; what follows is another. */
export interface MessageEnd {
  type: 'message-end'
}

const PAUSE_MIN_MS = 500
const PAUSE_MAX_MS = 3_500
const BEGINNING_MS = 250
const PER_CHARACTER_MS = 25

/** How long somebody takes to write that, as far as one likes to wait for it. */
export const pauseBefore = (text: string): number =>
  Math.min(PAUSE_MAX_MS, Math.max(PAUSE_MIN_MS, BEGINNING_MS + text.length * PER_CHARACTER_MS))

interface Pacing {
  pause: Ports['pause']
  signal: AbortSignal
}

/**
 * What a model and its tools say, its text as messages one after another: each comes whole, after the time that it takes
 * to write, less what the model took anyway.
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
    // What a model said before it failed stays; what was not shown when somebody stopped it does not come.
    if (!signal.aborted) yield* show(splitter.flush())
    throw error
  }
  yield* show(splitter.flush())
}

const isBetweenTexts = ({ type }: TurnPart) => type === 'tool-call' || type === 'finish'
