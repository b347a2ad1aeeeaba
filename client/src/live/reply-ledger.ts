import type { ReplyStreamPart } from '#contract/reply-parts.ts'

type ReplyEnd = Extract<ReplyStreamPart, { type: 'reply-end' }>

/** What a reader has of a reply: enough to resume, to drop repeats, and to check the whole. */
export interface ReplyLedger {
  /** The new content of a part, null if there is none, or `gap` if text before it is missing. */
  enter(part: ReplyStreamPart): ReplyStreamPart | null | 'gap'
  /** Where to resume; undefined at the start. */
  cursor(): string | undefined
  attempt(): number
  /** Whether the received text is equal to the written one. True if it was not followed from its start. */
  agrees(end: ReplyEnd): Promise<boolean>
}

export function openReplyLedger(after: string | undefined): ReplyLedger {
  const [firstAttempt, firstPart, firstOffset] = (after ?? '').split('.').map(Number)
  let cursor = after
  let attempt = firstAttempt ?? 0
  let isWhole = after === undefined
  let lengths = new Map<number, number>()
  let texts = new Map<number, string>()
  if (firstPart !== undefined && firstOffset !== undefined) lengths.set(firstPart, firstOffset)

  const enterDelta = (part: Extract<ReplyStreamPart, { offset: number }>): ReplyStreamPart | null | 'gap' => {
    const held = lengths.get(part.part) ?? 0
    attempt ||= attemptOf(part.cursor)
    if (attemptOf(part.cursor) > attempt || part.offset > held) return 'gap'
    if (attemptOf(part.cursor) < attempt) return null
    const text = part.text.slice(held - part.offset)
    if (text === '') return null
    lengths.set(part.part, held + text.length)
    if (part.type === 'text-delta') texts.set(part.part, (texts.get(part.part) ?? '') + text)
    cursor = part.cursor
    return { ...part, offset: held, text }
  }

  return {
    enter(part) {
      if (part.type === 'text-delta' || part.type === 'reasoning-delta') return enterDelta(part)
      if (part.type === 'superseded') {
        // A reopened connection may announce the same attempt again; only a later one voids the text.
        if (part.attempt <= attempt && lengths.size > 0) return null
        attempt = part.attempt
        lengths = new Map()
        texts = new Map()
        isWhole = true
      }
      if (part.type === 'part' && part.value.type === 'text') texts.set(part.part, part.value.text)
      if (part.type === 'part' || part.type === 'superseded') cursor = part.cursor
      return part
    },
    cursor: () => cursor,
    attempt: () => attempt,
    async agrees(end) {
      if (!isWhole) return true
      const text = [...texts]
        .sort(([a], [b]) => a - b)
        .map(([, piece]) => piece)
        .join('')
      return text.length === end.textLength && (await matches(text, end.textSha256))
    },
  }
}

const attemptOf = (cursor: string): number => Number(cursor.split('.')[0])

/** Digests exist only on secure origins; elsewhere the length is compared. */
const matches = async (text: string, sha256: string): Promise<boolean> => {
  if (!globalThis.crypto?.subtle) return true
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('') === sha256
}
