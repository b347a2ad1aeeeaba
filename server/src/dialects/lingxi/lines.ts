import { createHash } from 'node:crypto'
import type { TextPart } from '#contract/message-parts.ts'
import type { Message } from '#contract/shapes/conversation.ts'
import { isOfAgent } from './translate.ts'

/**
 * A message in the form of their storage: an answer with several texts becomes as many messages, and one that only
 * called tools or transferred the conversation becomes none.
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

/** The first line has the message's own ID; the others need stable IDs too. */
function lineId(messageId: string, at: number): string {
  if (at === 0) return messageId
  const digits = createHash('sha256').update(`${messageId}/${at}`).digest('hex')
  const [, a, b, c, d, e] = /^(.{8})(.{4}).(.{3}).(.{3})(.{12})/.exec(digits) ?? []
  return `${a}-${b}-8${c}-8${d}-${e}`
}
