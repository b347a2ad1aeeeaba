import type { Message } from '#contract/shapes/conversation.ts'
import { textOf } from '#features/conversations/index.ts'

/** The model of a server that has none: it quotes documents. */
const WITHOUT_MODEL = 'offline/extractive'

/** What their clients expect of a server without a model, word for word. */
const simulated = (said: string): string => `Simulated response to: ${said}`

const isWithoutModel = ({ reply, parts }: Message): boolean =>
  reply?.state === 'completed' &&
  reply.usage.model === WITHOUT_MODEL &&
  !parts.some(({ type }) => type === 'source')

/** The messages as their clients expect them where no model is connected and no document was quoted. */
export function withSimulated(messages: readonly Message[], asked: readonly Message[] = messages): Message[] {
  const byId = new Map(asked.map((message) => [message.id, message]))
  return messages.map((message) => {
    const question = isWithoutModel(message) ? byId.get(message.parentId ?? '') : undefined
    return question
      ? { ...message, parts: [{ type: 'text' as const, text: simulated(textOf(question.parts)) }] }
      : message
  })
}
