import { type RawBuilder, sql } from 'kysely'
import type { CommandContext } from '#kernel/use-case.ts'
import { progressOf } from './document.ts'
import { documentIndex } from '../job-kinds.ts'
import { documentColumns } from './document-store.ts'

const nothingBlocked = {
  blocked_revision: null,
  blocked_passage_count: null,
  blocked_character_count: null,
} as const

/**
 * Publishes all blocked content of a knowledge base in place of the old content, at once. The knowledge base is locked.
 */
export const releaseBlocked = (context: CommandContext, knowledgeBaseId: string): Promise<void> =>
  settle(context, knowledgeBaseId, {
    live_revision: sql<number>`blocked_revision`,
    text: sql<string>`draft`,
    passage_count: sql<number>`blocked_passage_count`,
    character_count: sql<number>`blocked_character_count`,
  })

/** Discards all blocked content of a knowledge base; the old content is still found. The knowledge base is locked. */
export const rejectBlocked = (context: CommandContext, knowledgeBaseId: string): Promise<void> =>
  settle(context, knowledgeBaseId, {
    state: 'failed',
    failure_code: 'conflict',
    failure_reason: 'rejected',
    failure_detail:
      'This change was rejected: it made the answers to the test cases of the knowledge base worse.',
  })

async function settle(
  { tx, emit, enqueue }: CommandContext,
  knowledgeBaseId: string,
  change: Record<string, string | RawBuilder<unknown>>,
): Promise<void> {
  const rows = await tx
    .updateTable('documents')
    .set({ ...change, ...nothingBlocked, draft: null, updated_at: sql<Date>`now()` })
    .where('knowledge_base_id', '=', knowledgeBaseId)
    .where('blocked_revision', 'is not', null)
    .returning(documentColumns)
    .execute()
  for (const row of rows) {
    emit({ type: 'document.changed', payload: progressOf(row) })
    // For a document that is not to be indexed, the job removes passages that nobody finds any more.
    enqueue(documentIndex, { documentId: row.id })
  }
}
