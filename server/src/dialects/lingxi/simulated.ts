import type { Message } from '#contract/shapes/conversation.ts'
import { textOf } from '#features/conversations/index.ts'

/** The text that their clients expect of a server without a model, word for word. */
const simulated = (said: string): string => `Simulated response to: ${said}`

const isTemplate = ({ reply }: Message): boolean => reply?.state === 'completed' && reply.basis === 'template'

/** The messages as their clients expect them if no model is connected and no document was quoted. */
export function withSimulated(messages: readonly Message[], asked: readonly Message[] = messages): Message[] {
  const byId = new Map(asked.map((message) => [message.id, message]))
  return messages.map((message) => {
    const question = isTemplate(message) ? byId.get(message.parentId ?? '') : undefined
    return question
      ? { ...message, parts: [{ type: 'text' as const, text: simulated(textOf(question.parts)) }] }
      : message
  })
}
