import type { Transaction } from '#platform/database/open.ts'
import type { ConversationRow } from './conversation-store.ts'

/** The project of a conversation and who sees it there, read under the project's lock. */
export interface Place {
  readonly projectId: string
  readonly readerIds: readonly string[]
  readonly writerIds: readonly string[]
}

/** The columns for a conversation's project; null for none. */
export const columnsOfPlace = (place: Place | null) => ({
  project_id: place?.projectId ?? null,
  reader_ids: [...(place?.readerIds ?? [])],
  writer_ids: [...(place?.writerIds ?? [])],
})

export const placeOf = ({ project_id, reader_ids, writer_ids }: ConversationRow): Place | null =>
  project_id === null ? null : { projectId: project_id, readerIds: reader_ids, writerIds: writer_ids }

/** Changes who sees the conversations of a project. The project is locked. */
export const resharePlace = async (tx: Transaction, { projectId, readerIds, writerIds }: Place) =>
  void (await tx
    .updateTable('conversations')
    .set({ reader_ids: [...readerIds], writer_ids: [...writerIds] })
    .where('project_id', '=', projectId)
    .execute())

/** Removes conversations from a project: all, or those of one owner. Returns their new state. The project is locked. */
export function emptyPlace(
  tx: Transaction,
  { projectId, ownerId }: { projectId: string; ownerId?: string },
): Promise<ConversationRow[]> {
  const all = tx.updateTable('conversations').set(columnsOfPlace(null)).where('project_id', '=', projectId)
  return (ownerId === undefined ? all : all.where('owner_id', '=', ownerId)).returningAll().execute()
}
