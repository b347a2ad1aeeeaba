import { type RawBuilder, sql } from 'kysely'
import type { CommandContext } from '#kernel/use-case.ts'
import { progressOf } from './document.ts'
import { documentIndex } from './document-job.ts'
import { documentColumns } from './document-store.ts'

const nothingHeld = { held_revision: null, held_passage_count: null, held_character_count: null } as const

/** Puts all that is held back in a source in the place of what was found before, at once. The source is locked. */
export const releaseHeld = (context: CommandContext, sourceId: string): Promise<void> =>
  settle(context, sourceId, {
    live_revision: sql<number>`held_revision`,
    text: sql<string>`draft`,
    passage_count: sql<number>`held_passage_count`,
    character_count: sql<number>`held_character_count`,
  })

/** Gives up all that is held back in a source; what was found before is found still. The source is locked. */
export const rejectHeld = (context: CommandContext, sourceId: string): Promise<void> =>
  settle(context, sourceId, {
    state: 'failed',
    failure_code: 'conflict',
    failure_reason: 'rejected',
    failure_detail: 'This change was rejected: with it, the source answered its test questions worse.',
  })

async function settle(
  { tx, emit, enqueue }: CommandContext,
  sourceId: string,
  change: Record<string, string | RawBuilder<unknown>>,
): Promise<void> {
  const rows = await tx
    .updateTable('documents')
    .set({ ...change, ...nothingHeld, draft: null, updated_at: sql<Date>`now()` })
    .where('source_id', '=', sourceId)
    .where('held_revision', 'is not', null)
    .returning(documentColumns)
    .execute()
  for (const row of rows) {
    emit({ type: 'document.changed', payload: progressOf(row) })
    // Of a document that is not to be read, it removes what nobody finds any more.
    enqueue(documentIndex, { documentId: row.id })
  }
}
