import type { InboxEntry } from '#contract/shapes/inbox.ts'
import type { Message } from '#contract/shapes/conversation.ts'
import { listMessages, textOf } from '#features/conversations/index.ts'
import type { Scope } from '#kernel/scope.ts'
import { numbersOf } from './numbers.ts'
import { naiveTime } from './stamps.ts'

const AT_ONCE = 200
/** Nobody pages further back. */
const READ_MAX = 5_000

/**
 * Whether they show this message: not if the answer is being written, failed, or was interrupted before its first word.
 */
export const isSaid = ({ reply, parts, role }: Message): boolean => {
  if (role !== 'assistant') return true
  const hasEnded = reply === null || reply.state === 'completed' || reply.state === 'cancelled'
  return hasEnded && parts.some(({ type }) => type === 'text' || type === 'file')
}

/** The messages of a conversation, oldest first; of a very long one the end. */
export async function readSaid(scope: Scope, conversationId: string): Promise<Message[]> {
  const newestFirst: Message[] = []
  let after: string | null = null
  do {
    const page: Awaited<ReturnType<typeof listMessages>> = await listMessages(scope, {
      conversationId,
      limit: AT_ONCE,
      order: 'newest',
      ...(after !== null && { after }),
    })
    newestFirst.push(...page.items.filter(isSaid))
    after = page.nextCursor
  } while (after !== null && newestFirst.length < READ_MAX)
  return newestFirst.toReversed()
}

/** The message at that position of a conversation, in any branch; null if it is gone. */
export async function messageAt(scope: Scope, conversationId: string, seq: number): Promise<Message | null> {
  const { items } = await listMessages(scope, {
    conversationId,
    limit: 1,
    branch: 'all',
    ...(seq > 1 && { after: String(seq - 1) }),
  })
  return items[0]?.seq === seq ? items[0] : null
}

export type SenderType = 'contact' | 'agent' | 'ai' | 'system'

export function senderOf({ role, author }: Pick<Message, 'role' | 'author'>): SenderType {
  if (role === 'system' || author.kind === 'system') return 'system'
  if (role === 'user') return 'contact'
  return author.kind === 'agent' ? 'ai' : 'agent'
}

function typeOf({ parts }: Pick<Message, 'parts'>): string {
  const file = parts.find((part) => part.type === 'file')
  if (!file || parts.some((part) => part.type === 'text' && part.text.trim() !== '')) return 'text'
  const [kind = ''] = file.mediaType.split('/')
  return ['image', 'audio', 'video'].includes(kind) ? kind : 'file'
}

export const contentOf = ({ parts }: Pick<Message, 'parts'>): string =>
  textOf(parts).trim() || parts.flatMap((part) => (part.type === 'file' ? [part.name] : [])).join(', ')

interface Numbers {
  readonly conversation: number
  readonly message: (id: string) => number
  readonly user: (id: string) => number
  readonly contact: (id: string) => number
}

/** A message in their shape. */
export function toMessage(message: Message, numbers: Numbers) {
  const sender = senderOf(message)
  const { id } = message.author
  const senderId =
    id === null || sender === 'ai' || sender === 'system'
      ? null
      : (sender === 'agent' ? numbers.user : numbers.contact)(id)
  const said = naiveTime(message.reply?.endedAt ?? message.createdAt)
  return {
    id: numbers.message(message.id),
    uuid: message.id,
    conversation_id: numbers.conversation,
    sender_type: sender,
    sender_id: senderId,
    sender_name: message.author.name,
    content: contentOf(message),
    message_type: typeOf(message),
    message_metadata: {},
    metadata: {},
    is_private: false,
    created_at: said,
    updated_at: said,
  }
}

/** An inbox entry as a message of an operator, which customers do not see. */
export function toNote(entry: InboxEntry, numbers: Numbers) {
  const at = naiveTime(entry.createdAt)
  return {
    id: numbers.message(entry.id),
    uuid: entry.id,
    conversation_id: numbers.conversation,
    sender_type: entry.author.kind === 'member' ? ('agent' as const) : ('system' as const),
    sender_id:
      entry.author.kind === 'member' && entry.author.id !== null ? numbers.user(entry.author.id) : null,
    sender_name: entry.author.name,
    content: entry.text,
    message_type: 'text',
    message_metadata: {},
    metadata: {},
    is_private: true,
    created_at: at,
    updated_at: at,
  }
}
export type ShownMessage = ReturnType<typeof toMessage> | ReturnType<typeof toNote>

/** The numbers in the responses about these, assigned in order of creation. */
export async function numbersIn(
  dialectScope: Scope,
  conversationId: string,
  said: readonly Pick<Message | InboxEntry, 'id' | 'author'>[],
): Promise<Numbers> {
  const authors = said.flatMap(({ author }) =>
    author.id === null ? [] : [author as { kind: string; id: string }],
  )
  const isVisitor = ({ kind }: { kind: string }) => kind === 'visitor'
  const [conversation, message, user, contact] = await Promise.all([
    numbersOf(dialectScope, 'conversation', [conversationId]),
    numbersOf(
      dialectScope,
      'message',
      said.map(({ id }) => id),
    ),
    numbersOf(
      dialectScope,
      'user',
      authors.filter(({ kind }) => kind === 'member').map(({ id }) => id),
    ),
    numbersOf(
      dialectScope,
      'contact',
      authors.filter(isVisitor).map(({ id }) => id),
    ),
  ])
  return {
    conversation: conversation(conversationId),
    message,
    user,
    // An end user who writes counts as a contact there, with the number of their account.
    contact: (id) => contact(id) || user(id),
  }
}

export async function showMessages(dialectScope: Scope, conversationId: string, said: readonly Message[]) {
  const numbers = await numbersIn(dialectScope, conversationId, said)
  return said.map((message) => toMessage(message, numbers))
}
