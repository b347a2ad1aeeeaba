import { ListPassages, PassagePage, DocumentRef } from '#contract/shapes/knowledge.ts'
import { PassageEditList, PassageEditRef } from '#contract/shapes/passage-edit.ts'
import { byCount, pageFrom, readCursor } from '#kernel/cursor.ts'
import { query, command } from '#kernel/use-case.ts'
import { conflict, notFound } from '#kernel/fault.ts'
import { livePassages } from '../passage-store.ts'
import { requireDocument } from '../visible.ts'
import { toPassage } from './passage.ts'
import { listUnfitEdits as listRows, deleteEdit, isInUse, readEdit } from './passage-edit-store.ts'

/** Lists the passages of a document in order; none before it is ready. */
export const listPassages = query({
  name: 'passage.list',
  permission: 'knowledge:read',
  input: ListPassages,
  output: PassagePage,
  async run({ tx, scope }, { documentId, limit, after }) {
    await requireDocument(tx, scope, documentId)
    const cursor = readCursor(after, byCount)
    const all = livePassages(tx, scope)
      .where('passages.document_id', '=', documentId)
      .orderBy('passages.ordinal')
      .limit(limit + 1)
    const rows = await (cursor ? all.where('passages.ordinal', '>', Number(cursor.at)) : all).execute()
    return pageFrom(rows, limit, toPassage, (row) => ({ at: String(row.ordinal), id: row.id }))
  },
})

/** Lists what editors changed in passages that the document does not have any more. */
export const listUnfitEdits = query({
  name: 'passage-edit.list-unfit',
  permission: 'knowledge:read',
  input: DocumentRef,
  output: PassageEditList,
  async run({ tx, scope }, { documentId }) {
    const document = await requireDocument(tx, scope, documentId)
    // While new text is being indexed, its passages are not known yet.
    const rows = document.state === 'ready' ? await listRows(tx, documentId) : []
    return {
      items: rows.map((row) => ({
        id: row.id,
        documentId: row.document_id,
        originalText: row.original_text,
        text: row.text,
        isDisabled: row.is_disabled,
        updatedAt: row.updated_at.toISOString(),
      })),
    }
  },
})

/** Forgets a change to a passage that the document does not have any more. */
export const dropPassageEdit = command({
  name: 'passage-edit.drop',
  permission: 'knowledge:write',
  input: PassageEditRef,
  async run({ tx, scope }, { editId }) {
    const edit = await readEdit(tx, scope, editId)
    if (!edit) throw notFound('passageEdit')
    await requireDocument(tx, scope, edit.document_id)
    if (await isInUse(tx, editId)) throw conflict('A passage still has this edit. Undo it there.')
    await deleteEdit(tx, editId)
  },
})
