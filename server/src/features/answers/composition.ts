import type { MessagePart } from '#contract/message-parts.ts'
import type { Searched } from '#contract/shapes/conversation.ts'
import { storableJson, storableText } from '#kernel/storable.ts'
import type { MessageEnd } from './split-messages/split-messages.ts'
import type { ToolPause, TurnPart } from './agent-loop.ts'

/** An answer while it is written: its parts so far, and what it waits for. */
export interface Composition {
  parts: MessagePart[]
  waiting: { reason: string; retryInMs: number } | null
  /** The search that was made for it; null if none was made or it is not known yet. */
  searched: Searched | null
  /** Once text from outside was read: the hosts to which its links are live all the same. */
  liveHosts: string[] | null
  /** Calls that wait for approval. */
  asked: ToolPause[]
  /** Adds output of the model or a tool. */
  take(part: TurnPart | MessageEnd): void
  addPart(part: MessagePart): void
}

/** Starts an answer. `onGrowth` is called whenever it grows. */
export function openComposition(onGrowth: () => void): Composition {
  // The first half of a surrogate pair whose second half has not arrived yet.
  let half = ''
  let thinkingSince: number | null = null
  let isClosed = false
  const endThought = () => {
    const last = composition.parts.at(-1)
    if (thinkingSince === null || last?.type !== 'reasoning') return
    last.durationMs = Math.round(performance.now() - thinkingSince)
    thinkingSince = null
  }
  const append = (type: 'text' | 'reasoning', given: string) => {
    const whole = half + given
    half = /[\uD800-\uDBFF]$/.test(whole) ? whole.slice(-1) : ''
    const text = storableText(half ? whole.slice(0, -1) : whole)
    if (text === '') return
    if (type === 'reasoning') thinkingSince ??= performance.now()
    else endThought()
    const last = composition.parts.at(-1)
    if (last?.type === type && !isClosed) last.text += text
    else composition.parts.push({ type, text })
    isClosed = false
    composition.waiting = null
    onGrowth()
  }
  const composition: Composition = {
    parts: [],
    waiting: null,
    searched: null,
    liveHosts: null,
    asked: [],
    addPart(part) {
      endThought()
      composition.parts.push(storableJson(part) as MessagePart)
      onGrowth()
    },
    take(part) {
      switch (part.type) {
        case 'text-delta':
          return append('text', part.text)
        case 'reasoning-delta':
          return append('reasoning', part.text)
        case 'tool-call': {
          const { callId, name, input, invalidInput } = part
          return composition.addPart({
            type: 'tool-call',
            callId,
            name,
            input: invalidInput ?? input ?? null,
          })
        }
        case 'message-end':
          isClosed = true
          return
        case 'tool-result':
          return composition.addPart(part)
        case 'tool-pause':
          composition.asked.push(part)
          return
        case 'retry':
          composition.waiting = { reason: part.reason, retryInMs: part.retryInMs }
          return onGrowth()
      }
    },
  }
  return composition
}
