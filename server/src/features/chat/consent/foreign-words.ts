import type { MessagePart } from '#contract/message-parts.ts'
import { z } from 'zod'
import { id } from '#contract/ids.ts'
import { hasReadOutside, type MessageRow, partsOf, textOf } from '#features/conversations/index.ts'
import type { Scope } from '#kernel/scope.ts'
import { query } from '#kernel/use-case.ts'
import type { BegunReply } from '../replies/start-reply.ts'

const isQuoted = (part: MessagePart): boolean => part.type === 'text' && part.origin !== undefined

const findTainted = query({
  name: 'reply.find-tainted',
  permission: 'internal',
  input: z.strictObject({
    conversationId: id('conversation'),
    messageIds: z.array(z.uuid()).nullable().describe('Null for all of the conversation.'),
  }),
  run: ({ tx }, { conversationId, messageIds }) => hasReadOutside(tx, conversationId, messageIds),
})

/**
 * Whether what an answer is told of the conversation may hold words of anybody: what stands in it from elsewhere, and answers
 * that had read such, also where they are only summed up.
 */
export async function isToldForeignWords(
  scope: Scope,
  { history, summary, reply: { conversationId } }: Pick<BegunReply, 'history' | 'summary' | 'reply'>,
): Promise<boolean> {
  if (hasForeignWords(history)) return true
  const answers = history.filter(({ role }) => role === 'assistant').map((row) => row.id)
  if (summary === null && answers.length === 0) return false
  return findTainted(scope, { conversationId, messageIds: summary === null ? answers : null })
}

/** Whether files or words from elsewhere stand in what was said, which may have been written by anybody. */
const hasForeignWords = (history: readonly MessageRow[]): boolean =>
  history.some((row) => partsOf(row).some((part) => part.type === 'file' || isQuoted(part)))

/** What people said themselves: an address in what they quote was not named by them. */
export const ownWords = (history: readonly MessageRow[]): string[] =>
  history
    .filter(({ role }) => role === 'user')
    .map((row) => textOf(partsOf(row).filter((part) => !isQuoted(part))))
