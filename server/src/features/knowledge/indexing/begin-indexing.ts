import { step } from '#kernel/step.ts'
import type { KeptWords } from '#platform/lexical/kept-words.ts'
import { type DocumentRow, progressOf } from '../documents/document.ts'
import { readKeptWords } from '../search-dictionary/search-dictionary-store.ts'
import { updateDocument } from '../documents/document-store.ts'
import { listEdits, type PassageEditRow } from '../passages/passage-edit-store.ts'
import { type PassageSize, sizeOfPassages } from '../passage-size.ts'
import { lockDocument, requireKnowledgeBase } from '../visible.ts'

/** What indexing starts from; the bytes are in `content` or under `row.blob_key`. */
export interface BegunIndexing {
  readonly row: DocumentRow
  readonly content: string | null
  readonly size: PassageSize
  readonly edits: readonly PassageEditRow[]
  readonly kept: KeptWords
}

/** Takes a document for indexing: from now on, whoever had begun before can no longer write. Null when there is nothing to do. */
export const beginIndexing = step(
  async ({ tx, scope, emit }, { documentId }: { documentId: string }): Promise<BegunIndexing | null> => {
    const found = await lockDocument(tx, scope, documentId)
    if (!found || found.state === 'ready' || found.state === 'failed') return null
    const knowledgeBase = await requireKnowledgeBase(tx, scope, found.knowledge_base_id)
    const row = await updateDocument(tx, documentId, {
      generation: knowledgeBase.generation,
      state: 'extracting',
      progress: 0,
      revision: found.revision + 1,
    })
    emit({ type: 'document.changed', payload: progressOf(row) })
    const { content } = await tx
      .selectFrom('documents')
      .select('content')
      .where('id', '=', documentId)
      .executeTakeFirstOrThrow()
    const edits = await listEdits(tx, documentId)
    return { row, content, size: sizeOfPassages(knowledgeBase), edits, kept: await readKeptWords(tx, scope) }
  },
)
