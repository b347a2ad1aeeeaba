import { PassageEditRef } from '#contract/shapes/passage-edit.ts'
import { conflict, notFound } from '#kernel/fault.ts'
import { command } from '#kernel/use-case.ts'
import { deleteEdit, isInUse, readEdit } from './passage-edit-store.ts'
import { requireDocument } from '../visible.ts'

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
