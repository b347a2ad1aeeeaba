import { type Selectable, sql } from 'kysely'
import { uuidv7 } from 'uuidv7'
import type { Reader, Transaction } from '#platform/database/open.ts'
import type { Schema } from '#platform/database/schema.ts'
import type { Scope } from '#kernel/scope.ts'

export type PassageEditRow = Selectable<Schema['passage_edits']>

/** The edits of a document, those of earlier passages first. */
export const listEdits = (tx: Reader, documentId: string): Promise<PassageEditRow[]> =>
  tx
    .selectFrom('passage_edits')
    .selectAll()
    .where('document_id', '=', documentId)
    .orderBy('ordinal')
    .orderBy('id')
    .execute()

/** The edits of a document that no live passage has: their text is not in it any more. */
export const listUnfitEdits = (tx: Reader, documentId: string): Promise<PassageEditRow[]> =>
  tx
    .selectFrom('passage_edits')
    .selectAll()
    .where('document_id', '=', documentId)
    .where((where) =>
      where.not(
        where.exists(
          where
            .selectFrom('passages')
            .innerJoin('documents', (join) =>
              join
                .onRef('documents.id', '=', 'passages.document_id')
                .onRef('documents.live_revision', '=', 'passages.revision'),
            )
            .select('passages.id')
            .whereRef('passages.edit_id', '=', 'passage_edits.id'),
        ),
      ),
    )
    .orderBy('ordinal')
    .execute()

interface NewEdit {
  documentId: string
  ordinal: number
  originalText: string
  text: string | null
  isDisabled: boolean
}

/** Stores an editor's change, replacing `id` if given. */
export const putEdit = (
  tx: Transaction,
  scope: Scope,
  { id, ...facts }: NewEdit & { id: string | null },
): Promise<PassageEditRow> =>
  tx
    .insertInto('passage_edits')
    .values({
      tenant_id: scope.tenantId,
      id: id ?? uuidv7(),
      document_id: facts.documentId,
      ordinal: facts.ordinal,
      original_text: facts.originalText,
      text: facts.text,
      is_disabled: facts.isDisabled,
    })
    .onConflict((conflict) =>
      conflict
        .columns(['tenant_id', 'id'])
        .doUpdateSet({ text: facts.text, is_disabled: facts.isDisabled, updated_at: sql<Date>`now()` }),
    )
    .returningAll()
    .executeTakeFirstOrThrow()

/** Attaches an edit to the text that its passage has without it, after that was read again. */
export const moveEdit = async (tx: Transaction, id: string, originalText: string): Promise<void> =>
  void (await tx
    .updateTable('passage_edits')
    .set({ original_text: originalText })
    .where('id', '=', id)
    .execute())

export const deleteEdit = async (tx: Transaction, id: string): Promise<boolean> => {
  const gone = await tx.deleteFrom('passage_edits').where('id', '=', id).executeTakeFirst()
  return gone.numDeletedRows > 0n
}

export const readEdit = (tx: Reader, scope: Scope, id: string): Promise<PassageEditRow | undefined> =>
  tx
    .selectFrom('passage_edits')
    .selectAll()
    .where('tenant_id', '=', scope.tenantId)
    .where('id', '=', id)
    .executeTakeFirst()

/** Whether a passage uses it that is findable, or will be: those of an earlier reading are removed a little later. */
export const isInUse = async (tx: Reader, id: string): Promise<boolean> =>
  (await tx
    .selectFrom('passages')
    .innerJoin('documents', 'documents.id', 'passages.document_id')
    .select('passages.id')
    .where('passages.edit_id', '=', id)
    .where((where) =>
      where.or([
        where('documents.live_revision', 'is', null),
        where('passages.revision', '>=', where.ref('documents.live_revision')),
      ]),
    )
    .limit(1)
    .executeTakeFirst()) !== undefined
