import type { Conversation, Message } from '#contract/shapes/conversation.ts'
import { keepMessage } from '#features/messages/index.ts'
import { listMessages } from '#features/conversations/index.ts'
import { forbidden } from '#kernel/fault.ts'
import type { Scope } from '#kernel/scope.ts'
import { elevateScope } from '../kit/elevate-scope.ts'
import { hasBegunHere } from './begun.ts'
import type { Caller } from './caller.ts'
import { note, notesOf, numbersOf } from './numbers.ts'
import { contentOf, isSaid, type MessageNotes, toMessage, tokensIn, wordsOf } from './translate.ts'

const AT_ONCE = 200
/** Nobody pages further back. */
const READ_MAX = 5_000

/** A message with additional data. */
export interface Said {
  readonly message: Message
  readonly notes: MessageNotes
}

/** The messages of a conversation, oldest first; of a very long one the end. */
export async function readSaid(
  { scope, dialectScope }: Caller,
  conversationId: string,
  atMost = READ_MAX,
): Promise<Said[]> {
  const newestFirst: Message[] = []
  let after: string | null = null
  do {
    const page: Awaited<ReturnType<typeof listMessages>> = await listMessages(scope, {
      conversationId,
      limit: Math.min(AT_ONCE, atMost),
      order: 'newest',
      ...(after !== null && { after }),
    })
    newestFirst.push(...page.items)
    after = page.nextCursor
  } while (after !== null && newestFirst.length < atMost)
  const messages = newestFirst.toReversed()
  const notes = await notesOf(
    dialectScope,
    'message-notes',
    messages.map(({ id }) => id),
  )
  return messages.map((message) => ({ message, notes: notes(message.id) as MessageNotes }))
}

/** The messages that clients see. */
export const shownOf = (said: readonly Said[]): Said[] =>
  said.filter(({ message, notes }) => isSaid(message) && !notes.isPruned)

export async function showMessages({ dialectScope }: Caller, conversationId: string, said: readonly Said[]) {
  const conversation = await numbersOf(dialectScope, 'conversation', [conversationId])
  const numberOf = await numbersOf(
    dialectScope,
    'message',
    said.map(({ message }) => message.id),
  )
  return said.map(({ message, notes }) =>
    toMessage(message, notes, {
      id: numberOf(message.id),
      conversationId: conversation(conversationId),
    }),
  )
}

export interface Kept {
  readonly role: 'user' | 'assistant' | 'system'
  readonly content: string
  readonly notes: MessageNotes
}

/** An elevated scope for data about messages. */
export const elevateToKeep = (scope: Scope) => elevateScope(scope, { asked: 'message:send' })

/**
 * Stores a message of a client without requesting an answer. An answer that was written here exists already, and is
 * recognized when its client sends it back.
 */
export async function keep(caller: Caller, conversation: Conversation, said: Kept): Promise<Said> {
  const { scope } = caller
  const { role, content } = said
  const elevated = elevateToKeep(scope)
  if (!(await hasBegunHere(caller.dialectScope, conversation.id))) throw forbidden()
  const claimed = role === 'assistant' ? await findUnclaimed(caller, conversation, content) : null
  const isFirst = role === 'user' && conversation.title === ''
  const message =
    claimed?.message ??
    (await keepMessage(elevated, {
      conversationId: conversation.id,
      role,
      text: content,
      name: role === 'user' ? scope.actor.name : role,
      ...(isFirst && { title: titleFrom(content) }),
    }))
  const notes = { ...claimed?.notes, ...said.notes, ...(claimed && { isClaimed: true }) }
  if (Object.keys(notes).length > 0) await note(elevated, 'message-notes', message.id, notes)
  return { message, notes }
}

/** The answer at the end of a conversation, if it matches what its client had received. */
async function findUnclaimed(caller: Caller, { id }: Conversation, content: string): Promise<Said | null> {
  const last = (await readSaid(caller, id, 1)).at(-1)
  if (!last || last.message.reply === null || last.notes.isClaimed) return null
  const [kept, sent] = [wordsOf(contentOf(last.message, last.notes)), wordsOf(content)]
  const isBeingWritten = last.message.reply.endedAt === null
  return isBeingWritten || kept.startsWith(sent) || sent.startsWith(kept) ? last : null
}

const TITLE_CHARACTERS = 50

/** The title of a conversation until a model finds a better one: the first sentence of the first message. */
export function titleFrom(content: string): string {
  const [sentence = ''] = content
    .trim()
    .replace(/\s+/g, ' ')
    .split(/[.?!。？！]/)
  const characters = [...sentence.trim()]
  return characters.length > TITLE_CHARACTERS
    ? `${characters.slice(0, TITLE_CHARACTERS).join('')}...`
    : characters.join('')
}

/** The newest of them that fit into a number of tokens. */
export function withinTokens(said: readonly Said[], tokens: number): Said[] {
  let left = tokens
  const newest = said.toReversed()
  const end = newest.findIndex(({ message, notes }) => {
    left -= notes.tokenCount ?? tokensIn(contentOf(message, notes))
    return left < 0
  })
  return (end === -1 ? newest : newest.slice(0, end)).toReversed()
}
