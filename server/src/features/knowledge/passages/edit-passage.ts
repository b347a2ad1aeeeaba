import { Passage } from '#contract/shapes/knowledge.ts'
import { EditPassage } from '#contract/shapes/passage-edit.ts'
import { conflict, invalidInput, notFound } from '#kernel/fault.ts'
import { type CommandContext, command } from '#kernel/use-case.ts'
import { analysePassage } from './analysed-passage.ts'
import { readKeptWords } from '../search-dictionary/search-dictionary-store.ts'
import type { DocumentRow } from '../documents/document.ts'
import { type PassageRow, toPassage } from './passage.ts'
import { deleteEdit, type PassageEditRow, putEdit } from './passage-edit-store.ts'
import { insertPassages, livePassages, removePassages } from '../passage-store.ts'
import { noteChange } from '../note-change.ts'
import { askForVectors } from '../embedding/ask-for-vectors.ts'
import { lockDocument } from '../visible.ts'

/** Changes the text of a passage, or disables it. The edit is kept when the document is indexed again. */
export const editPassage = command({
  name: 'passage.edit',
  permission: 'knowledge:write',
  input: EditPassage,
  output: Passage,
  async run(context, { passageId, text, isDisabled }) {
    const { tx, scope } = context
    const known = await readPassageRow(context, passageId)
    const document = known && (await lockDocument(tx, scope, known.document_id))
    // Read again under the lock, since it may have been replaced.
    const row = document && (await readPassageRow(context, passageId))
    if (!row || !document) throw notFound('passage')
    refuseUnfit(document)
    const original = row.original_text ?? row.text
    const wanted = {
      text: text === undefined ? row.edited_text : text === original ? null : text,
      isDisabled: isDisabled ?? row.is_disabled,
    }
    const isPlain = wanted.text === null && !wanted.isDisabled
    const edit = isPlain
      ? null
      : await putEdit(tx, scope, {
          id: row.edit_id,
          documentId: document.id,
          ordinal: row.ordinal,
          originalText: original,
          ...wanted,
        })
    await restore(context, document, row, edit, original)
    // Its vector was deleted with the old text.
    await askForVectors(context, document.knowledge_base_id)
    if (isPlain && row.edit_id) await deleteEdit(tx, row.edit_id)
    await noteChange(context, document.knowledge_base_id)
    context.emit({
      type: 'passage.edited',
      payload: {
        knowledgeBaseId: document.knowledge_base_id,
        documentId: document.id,
        passageId,
        name: document.name,
      },
    })
    return toPassage((await readPassageRow(context, passageId)) ?? row)
  },
})

const readPassageRow = ({ tx, scope }: CommandContext, id: string): Promise<PassageRow | undefined> =>
  livePassages(tx, scope).where('passages.id', '=', id).executeTakeFirst()

function refuseUnfit(document: DocumentRow): void {
  if (document.kind === 'faq-entry')
    throw invalidInput('This passage is an FAQ entry. Edit its question or answer instead.')
  if (document.state !== 'ready' && document.state !== 'failed')
    throw conflict('The document is being processed again. Edit its passages when it is ready.')
  if (document.blocked_revision !== null)
    throw conflict('A change of this document is blocked. Accept or reject it first.')
}

/** Stores the passage again under its ID, so that citations still lead to it, and recounts its terms. */
async function restore(
  { tx, scope }: CommandContext,
  document: DocumentRow,
  row: PassageRow,
  edit: PassageEditRow | null,
  original: string,
): Promise<void> {
  const draft = {
    ordinal: row.ordinal,
    start: row.start_offset,
    end: row.end_offset,
    headingPath: row.heading_path,
    headingsOutside: row.heading_path.filter((heading) => !original.includes(heading)),
    page: row.page,
    text: edit?.text ?? original,
    ...(edit && { edit }),
  }
  await removePassages(tx, document, { id: row.id })
  const passage = { ...analysePassage(draft, document.name, await readKeptWords(tx, scope)), id: row.id }
  await insertPassages(tx, document, [{ ...passage, revision: document.live_revision ?? 0 }])
}
