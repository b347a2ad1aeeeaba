import { createHash } from 'node:crypto'
import type { TextPart } from '#contract/message-parts.ts'
import type { Message } from '#contract/shapes/conversation.ts'
import { isOfAgent } from './translate.ts'

/**
 * A message as their store would hold it: an answer in several texts is as many of their messages, and one that only
 * called tools or handed the conversation over is none.
 */
export function linesOf(message: Message): Message[] {
  const { reply, parts } = message
  if (!isOfAgent(message) || reply?.state === 'failed' || reply?.state === 'interrupted') return [message]
  const texts = parts.filter((part): part is TextPart => part.type === 'text' && part.text.trim() !== '')
  if (texts.length === 0) return parts.some(({ type }) => type === 'tool-call') ? [] : [message]
  return texts.map((part, at) => ({
    ...message,
    id: lineId(message.id, at),
    parts: [{ ...part, text: part.text.trimEnd() }],
  }))
}

/** The first line has the message's own id; the others need ids too, the same ones each time. */
function lineId(messageId: string, at: number): string {
  if (at === 0) return messageId
  const digits = createHash('sha256').update(`${messageId}/${at}`).digest('hex')
  const [, a, b, c, d, e] = /^(.{8})(.{4}).(.{3}).(.{3})(.{12})/.exec(digits) ?? []
  return `${a}-${b}-8${c}-8${d}-${e}`
}
