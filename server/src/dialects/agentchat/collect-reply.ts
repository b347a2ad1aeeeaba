import type { MessagePart } from '#contract/message-parts.ts'
import type { ReplyStreamPart, ReplyUsage } from '#contract/reply-parts.ts'
import { Fault } from '#kernel/fault.ts'

/**
 * Waits for a reply to end and returns its text. Throws Fault `upstream_failed` with a reason that may be shown if it
 * failed; a canceled one returns the text so far.
 */
export async function collectReply(
  stream: AsyncIterable<ReplyStreamPart>,
): Promise<{ parts: MessagePart[]; usage: ReplyUsage }> {
  const parts: MessagePart[] = []
  const grow = (
    type: 'text' | 'reasoning',
    { part, offset, text }: { part: number; offset: number; text: string },
  ) => {
    const before = parts[part]
    const known = before?.type === type ? before.text.slice(0, offset) : ''
    parts[part] = { type, text: known + text }
  }
  for await (const part of stream) {
    if (part.type === 'superseded') parts.length = 0
    else if (part.type === 'text-delta') grow('text', part)
    else if (part.type === 'reasoning-delta') grow('reasoning', part)
    else if (part.type === 'part') parts[part.part] = part.value
    else if (part.type === 'reply-end') {
      if (part.state === 'completed' || part.state === 'cancelled') return { parts, usage: part.usage }
      throw new Fault('upstream_failed', part.detail ?? 'The answer could not be written.')
    }
  }
  throw new Fault('unavailable', 'The caller left before the answer was there.')
}
