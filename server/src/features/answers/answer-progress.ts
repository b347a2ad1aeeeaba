import { createHash } from 'node:crypto'
import type { MessagePart } from '#contract/message-parts.ts'
import type { ReplyEnd, ReplyStreamPart } from '#contract/reply-parts.ts'
import type { Composition } from './composition.ts'

type GrowthPart = Extract<ReplyStreamPart, { type: 'text-delta' | 'reasoning-delta' | 'part' | 'waiting' }>

/** How much of a reply a reader has: everything before `part`, and of that part's text the first `offset` units. */
export interface Progress {
  attempt: number
  part: number
  offset: number
  /** The reply state that was last sent. */
  told: string
}

/** The position as a cursor, which a reader sends back to resume. */
export const cursorOf = ({ attempt, part, offset }: Progress) => `${attempt}.${part}.${offset}`

/** The growth that the reader does not have yet, as long as it may be shown. Advances `progress`. */
export function* emitGrowth(
  replyId: string,
  { parts, waiting }: { parts: readonly MessagePart[]; waiting: Composition['waiting'] },
  progress: Progress,
  mayShow: () => boolean = () => true,
): Generator<GrowthPart> {
  while (progress.part < parts.length && mayShow()) {
    const part = parts[progress.part]
    if (part === undefined) break
    yield* tellPart(replyId, part, progress)
    // The last text may still grow, so the position stays on it.
    if (progress.part === parts.length - 1 && isText(part)) break
    progress.part += 1
    progress.offset = 0
  }
  if (waiting && progress.told !== 'waiting') {
    progress.told = 'waiting'
    yield { type: 'waiting', replyId, cursor: cursorOf(progress), ...waiting }
  }
}

const isText = (part: MessagePart) => part.type === 'text' || part.type === 'reasoning'

function* tellPart(replyId: string, part: MessagePart, progress: Progress): Generator<GrowthPart> {
  if (part.type !== 'text' && part.type !== 'reasoning') {
    const cursor = cursorOf({ ...progress, part: progress.part + 1, offset: 0 })
    yield { type: 'part', replyId, cursor, part: progress.part, value: part }
    return
  }
  if (progress.offset >= part.text.length) return
  const { offset } = progress
  progress.offset = part.text.length
  yield {
    type: part.type === 'text' ? 'text-delta' : 'reasoning-delta',
    replyId,
    cursor: cursorOf(progress),
    part: progress.part,
    offset,
    text: part.text.slice(offset),
  }
}

/** The last part of a stream, with a digest by which a reader can verify its text. */
export function endPart(
  replyId: string,
  parts: readonly MessagePart[],
  progress: Progress,
  ending: Pick<ReplyEnd, 'state' | 'code' | 'detail' | 'usage' | 'cost'>,
): ReplyEnd {
  const text = parts.flatMap((part) => (part.type === 'text' ? [part.text] : [])).join('')
  return {
    type: 'reply-end',
    replyId,
    cursor: cursorOf(progress),
    ...ending,
    textLength: text.length,
    textSha256: createHash('sha256').update(text).digest('hex'),
  }
}
