import { z } from 'zod'
import type { SentPart } from '#contract/message-parts.ts'
import { invalidInput } from '#kernel/fault.ts'

const Part = z.looseObject({ type: z.string() })
const Said = z.looseObject({ id: z.string().min(1).max(200), role: z.string(), parts: z.array(Part) })

/** The request of `useChat`: the whole conversation, of which the last message is new. */
export const ChatRequest = z.looseObject({
  id: z.string(),
  messages: z.array(Said),
  trigger: z.enum(['submit-message', 'regenerate-message']).default('submit-message'),
  messageId: z.string().nullish(),
})
export type ChatRequest = z.output<typeof ChatRequest>

const FILE = /^(?:https?:\/\/[^/]+)?\/v1\/files\/([0-9a-f-]{36})\/content$/

/** The new message as it is stored; earlier ones are stored already and ignored. */
export function lastMessage({ messages }: ChatRequest): { clientId: string; parts: SentPart[] } {
  const last = messages.at(-1)
  if (last?.role !== 'user') throw invalidInput('messages: the last message must be one of the user.')
  return { clientId: last.id, parts: last.parts.map(toSentPart) }
}

function toSentPart(part: z.output<typeof Part>): SentPart {
  if (part.type === 'text' && typeof part.text === 'string') return { type: 'text', text: part.text }
  const fileId = part.type === 'file' ? FILE.exec(String(part.url))?.[1] : undefined
  if (fileId === undefined)
    throw invalidInput('messages: send text, and files by the address of one that was uploaded.')
  return { type: 'file', fileId }
}
