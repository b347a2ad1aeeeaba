import type { MessagePart } from '#contract/message-parts.ts'
import type { ReplyStreamPart } from '#contract/reply-parts.ts'

/**
 * Returns a message’s parts after one more piece of its stream. Start with an empty list and fold every piece in order;
 * repeated and overlapping pieces have no further effect.
 */
export function applyReplyPart(
  parts: readonly MessagePart[],
  piece: ReplyStreamPart,
): readonly MessagePart[] {
  switch (piece.type) {
    case 'superseded':
      return []
    case 'part':
      return placed(parts, piece.part, piece.value)
    case 'text-delta':
    case 'reasoning-delta': {
      const type = piece.type === 'text-delta' ? 'text' : 'reasoning'
      const before = parts[piece.part]
      const held = before?.type === type ? before.text : ''
      if (piece.offset > held.length) return parts
      const text = held + piece.text.slice(held.length - piece.offset)
      return text === held && before ? parts : placed(parts, piece.part, { type, text })
    }
    default:
      return parts
  }
}

const placed = (parts: readonly MessagePart[], index: number, part: MessagePart): readonly MessagePart[] => {
  const next = [...parts]
  while (next.length < index) next.push({ type: 'text', text: '' })
  next[index] = part
  return next
}

/** All text of a message, joined as the server counts and digests it. */
export const textOf = (parts: readonly MessagePart[]): string =>
  parts.map((part) => (part.type === 'text' ? part.text : '')).join('')
