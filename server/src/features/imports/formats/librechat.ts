import { z } from 'zod'
import type { ForeignPart, Node, Tree } from '../foreign.ts'
import { LooseText, TextMoment } from './moments.ts'

const NODES_MAX = 20_001

const Message = z.looseObject({
  messageId: z.string().min(1),
  parentMessageId: z.string().nullish(),
  isCreatedByUser: z.unknown().optional(),
  sender: LooseText,
  model: LooseText,
  text: LooseText,
  createdAt: TextMoment,
  content: z.unknown().optional(),
  children: z.array(z.unknown()).nullish(),
})
type Message = z.output<typeof Message>

const Conversation = z.looseObject({
  conversationId: z.string().min(1),
  title: LooseText,
  createdAt: TextMoment,
  exportAt: TextMoment,
  messages: z.array(z.unknown()).optional(),
  messagesTree: z.array(z.unknown()).optional(),
})

/** A conversation of a LibreChat export: a list whose messages name their parents, or a tree of them. */
export function fromLibreChat(value: unknown): Tree {
  const conversation = Conversation.parse(value)
  const messages = flat(conversation.messagesTree ?? conversation.messages ?? [])
  return {
    format: 'librechat',
    externalId: conversation.conversationId,
    title: conversation.title,
    starred: false,
    archived: false,
    createdAt: conversation.createdAt,
    updatedAt: null,
    headKey: messages.at(-1)?.messageId ?? null,
    nodes: messages.map(nodeOf),
  }
}

/**
 * All messages, those of a tree too, each after its parent. A message without a named parent follows the previous one.
 */
function flat(roots: readonly unknown[]): Message[] {
  const found: Message[] = []
  const waiting = roots.toReversed().map((value) => ({ value, above: null as string | null }))
  for (let next = waiting.pop(); next && found.length < NODES_MAX; next = waiting.pop()) {
    const message = Message.parse(next.value)
    found.push({ ...message, parentMessageId: message.parentMessageId ?? next.above })
    for (const child of (message.children ?? []).toReversed())
      waiting.push({ value: child, above: message.messageId })
  }
  return found
}

function nodeOf(message: Message): Node {
  const isUser = message.isCreatedByUser === true
  const parts = partsOf(message)
  return {
    key: message.messageId,
    parentKey: message.parentMessageId ?? null,
    said:
      parts.length === 0
        ? null
        : {
            role: isUser ? 'user' : 'assistant',
            name: message.model || message.sender || 'LibreChat',
            parts,
          },
    at: message.createdAt,
  }
}

const Piece = z.looseObject({
  type: z.string(),
  text: z.union([z.string(), z.looseObject({ value: z.string() })]).optional(),
  think: z.union([z.string(), z.looseObject({ value: z.string() })]).optional(),
})

const valueOf = (text: string | { value: string } | undefined): string =>
  typeof text === 'string' ? text : (text?.value ?? '')

function partsOf({ text, content }: Message): ForeignPart[] {
  const pieces = z.array(Piece).safeParse(content)
  const parts = (pieces.success ? pieces.data : []).flatMap((piece): ForeignPart[] => {
    if (piece.type === 'think') return [{ type: 'reasoning', text: valueOf(piece.think) }]
    return piece.type === 'text' ? [{ type: 'text', text: valueOf(piece.text) }] : []
  })
  const said = parts.filter((part) => part.text !== '')
  if (said.length > 0) return said
  return text === '' ? [] : [{ type: 'text', text }]
}
