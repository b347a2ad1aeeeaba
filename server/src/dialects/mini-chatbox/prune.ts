import { z } from 'zod'
import type { Conversation } from '#contract/shapes/conversation.ts'
import { elevateScope } from '../kit/elevate-scope.ts'
import { accept, fieldsOf } from './accept.ts'
import type { Caller } from './caller.ts'
import { readSaid, shownOf } from './messages.ts'
import { note, numberOf } from './numbers.ts'
import { contentOf, tokensIn } from './translate.ts'

const count = z.coerce.number().int().min(0).max(1_000_000)
const Pruning = z.object({
  keepRecentCount: count.nullish(),
  keepCount: count.nullish(),
  minImportance: z.number().min(0).max(1).nullish(),
})
const KEPT = 50
const IMPORTANT = 0.3

/**
 * Hides older messages from these clients. One variant removes all but the newest, the other only the less important
 * ones of them; the name of the parameter tells which.
 */
export async function pruneSaid(caller: Caller, { id }: Conversation, given: unknown, createdAt: string) {
  const { keepRecentCount, keepCount, minImportance } = accept(Pruning, given)
  const fields = fieldsOf(given)
  const isByImportance = 'keepCount' in fields || 'minImportance' in fields
  const elevated = elevateScope(caller.scope, { asked: 'conversation:write' })
  const said = shownOf(await readSaid(caller, id))
  const older = said.slice(0, Math.max(0, said.length - (keepRecentCount ?? keepCount ?? KEPT)))
  const least = minImportance ?? IMPORTANT
  const pruned = older.filter(({ notes }) => !isByImportance || (notes.importanceScore ?? 1) < least)
  for (const { message } of pruned) await note(elevated, 'message-notes', message.id, { isPruned: true })
  const tokensSaved = pruned.reduce(
    (sum, { message, notes }) => sum + (notes.tokenCount ?? tokensIn(contentOf(message, notes))),
    0,
  )
  const conversationId = await numberOf(caller.dialectScope, 'conversation', id)
  return {
    pruningLog: {
      conversationId,
      action: 'delete',
      messagesAffected: pruned.length,
      tokensSaved,
      createdAt,
    },
    pruned_count: pruned.length,
    remaining_count: said.length - pruned.length,
    original_count: said.length,
  }
}
