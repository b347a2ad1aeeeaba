import type { MessagePart, SourcePart, ToolApprovalPart } from '#contract/message-parts.ts'
import type { Message } from '#contract/shapes/conversation.ts'
import type { Hit } from '#contract/shapes/knowledge.ts'
import { textOf } from '#features/conversations/index.ts'
import { inBothSpellings } from './accept.ts'
import type { Noted } from './conversations.ts'

/** The title of a conversation without messages. */
export const UNTITLED = 'New Conversation'
export const WINDOW_TOKENS = 4_000

interface Numbers {
  readonly conversation: (id: string) => number
  readonly project: (id: string) => number
}

export function toConversation({ conversation, notes }: Noted, numbers: Numbers) {
  const { id, projectId, updatedAt } = conversation
  return inBothSpellings({
    id: numbers.conversation(id),
    uuid: id,
    sessionId: notes.sessionId ?? id,
    title: conversation.title || UNTITLED,
    messageCount: conversation.messageCount,
    memorySummary: notes.memorySummary ?? null,
    ...(notes.metadata && { metadata: notes.metadata }),
    contextWindowSize: notes.contextWindowSize ?? WINDOW_TOKENS,
    lastActivity: updatedAt,
    isArchived: conversation.archived,
    projectId: projectId === null ? null : numbers.project(projectId),
    isStarred: conversation.starred,
    createdAt: conversation.createdAt,
    updatedAt,
  })
}

/** Data of a message that the core does not store. */
export interface MessageNotes {
  readonly metadata?: Record<string, unknown> | null
  readonly tokenCount?: number | null
  readonly importanceScore?: number | null
  /** The text that the client sent, if the model got more. */
  readonly content?: string
  /** The sources of an answer with their relevance, as they were sent below it. */
  readonly references?: string
  /** Whether a client has sent an answer back to be stored, which each client does once. */
  readonly isClaimed?: boolean
  readonly isPruned?: boolean
}

const PREVIEW_CHARACTERS = 200

/** The line that ends an answer from documents, and each source below it once, as its pages read them. */
export function referencesOf(parts: readonly MessagePart[], hits: readonly Hit[] = []): string {
  const sources = new Map(
    parts.flatMap((part) => (part.type === 'source' ? [[part.number, part] as const] : [])),
  )
  if (sources.size === 0) return ''
  const lines = [...sources.values()].sort((a, b) => a.number - b.number).map((part) => lineOf(part, hits))
  return `\n\n--- References ---\n${lines.join('\n\n')}`
}

function lineOf({ number, documentName, page, quote, passageId }: SourcePart, hits: readonly Hit[]): string {
  const hit = hits.find(({ passage }) => passage.id === passageId)
  const preview = [...quote.replace(/\s+/g, ' ').trim()].slice(0, PREVIEW_CHARACTERS).join('')
  const place = page === null ? '' : ` (Page ${page})`
  const fit = hit ? ` - Similarity: ${(100 * likenessOf(hit)).toFixed(1)}%` : ''
  return `[${number}] ${documentName}${place}${fit}\n"${preview}"`
}

/** The relevance of a passage, from 0 to 1; scores of words alone have no such scale, so it is relative to the best. */
export const likenessOf = ({ similarity, score }: Pick<Hit, 'similarity' | 'score'>): number =>
  Math.min(1, Math.max(0, similarity ?? score / (1 + score)))

export const pendingIn = (parts: readonly MessagePart[]): ToolApprovalPart[] =>
  parts.filter((part): part is ToolApprovalPart => part.type === 'tool-approval' && part.state === 'pending')

/** A request for approval, from which its pages make a card. They show one at a time. */
export function permissionOf(parts: readonly MessagePart[]): string {
  const asked = pendingIn(parts).map(({ callId }) =>
    parts.find((part) => part.type === 'tool-call' && part.callId === callId),
  )
  const calls = asked.flatMap((part) => (part?.type === 'tool-call' ? [part] : []))
  const [first] = calls
  if (!first) return ''
  return [
    '\n\n[MCP_PERMISSION_REQUEST]',
    `TOOL: ${calls.map(({ name }) => name).join(', ')}`,
    `DESCRIPTION: The assistant wants to use ${calls.length === 1 ? 'this tool' : 'these tools'}.`,
    `PURPOSE: ${calls.map(({ input }) => JSON.stringify(input)).join(', ')}`,
    '[/MCP_PERMISSION_REQUEST]',
  ].join('\n')
}

/** A message as clients read it. */
export const contentOf = ({ parts }: Pick<Message, 'parts'>, notes: MessageNotes = {}): string =>
  notes.content ??
  (textOf(parts) + (notes.references ?? referencesOf(parts)) + permissionOf(parts)).replace(/^\n+/, '')

/** A text without requests for approval between their marks. */
function withoutRequests(content: string): string {
  const [opening, closing] = ['[MCP_PERMISSION_REQUEST]', '[/MCP_PERMISSION_REQUEST]']
  let rest = ''
  let from = 0
  for (;;) {
    const start = content.indexOf(opening, from)
    const end = start === -1 ? -1 : content.indexOf(closing, start)
    if (end === -1) return rest + content.slice(from)
    rest += content.slice(from, start)
    from = end + closing.length
  }
}

/** The text of an answer alone, by which it is recognized when it is sent back. */
export const wordsOf = (content: string): string =>
  withoutRequests(content.replace(/(?<!\n)\n*--- References? ---[\s\S]*$/i, ''))
    .replace(/\s+/g, ' ')
    .trim()

const HAN = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/gu

/** How many tokens a text has, about: as its server guessed them. */
export function tokensIn(text: string): number {
  const dense = text.match(HAN)?.length ?? 0
  return Math.ceil(dense * 1.8 + (text.length - dense) / 4)
}

/** Whether they show this message: not if the answer is still being written, or failed. */
export const isSaid = ({ reply, parts }: Message): boolean =>
  reply === null ||
  ((reply.state === 'completed' || reply.state === 'cancelled') &&
    parts.some(({ type }) => type === 'text' || type === 'tool-approval'))

export function toMessage(
  message: Message,
  notes: MessageNotes,
  { id, conversationId }: { id: number; conversationId: number },
) {
  const content = contentOf(message, notes)
  const files = message.parts.flatMap((part) =>
    part.type === 'file'
      ? [
          {
            id: part.fileId,
            name: part.name,
            type: part.mediaType,
            size: part.sizeBytes,
            url: `/media/${part.fileId}/${encodeURIComponent(part.name)}`,
          },
        ]
      : [],
  )
  const metadata = files.length > 0 ? { ...notes.metadata, attachments: files } : (notes.metadata ?? null)
  return inBothSpellings({
    id,
    conversationId,
    role: message.role,
    content,
    metadata,
    createdAt: message.reply?.endedAt ?? message.createdAt,
    tokenCount: notes.tokenCount ?? message.reply?.usage.outputTokens ?? null,
    importanceScore: notes.importanceScore ?? null,
    isSummarized: notes.isPruned ?? false,
  })
}
