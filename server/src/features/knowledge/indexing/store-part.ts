import { sql } from 'kysely'
import type { z } from 'zod'
import { READING } from '#kernel/reading.ts'
import { step } from '#kernel/step.ts'
import { type AnalysedPassage, textAnalysisBy } from '../passages/analysed-passage.ts'
import { readKeptWords } from '../search-dictionary/search-dictionary-store.ts'
import { knowledgeBaseReanalyse } from '../job-kinds.ts'
import { type Attempt, lockAttempt } from '../documents/attempt.ts'
import { askForVectors } from '../embedding/ask-for-vectors.ts'
import { progressOf } from '../documents/document.ts'
import { updateDocument } from '../documents/document-store.ts'
import { moveEdit } from '../passages/passage-edit-store.ts'
import { insertPassages } from '../passage-store.ts'
import { noteChange } from '../note-change.ts'
import { requireKnowledgeBase } from '../visible.ts'

/** What one transaction stores of a document: all of a short one, a part of a long one. */
type Part = z.output<typeof Attempt> & {
  /** The extracted text, with the first part. */
  readonly text: string | null
  readonly characterCount: number
  readonly passages: readonly AnalysedPassage[]
  /** The number of passages including this part, and in total. */
  readonly stored: number
  readonly total: number
}

const PROGRESS_OF_TEXT = 0.2

/**
 * Stores passages of a document. They are found once the last part is stored: with that commit the document is ready
 * and its new content replaces the old, unless the quality gate of its knowledge base blocks it until its test cases
 * have run. Returns whether the attempt continues.
 */
export const storePart = step(
  async (context, { text, characterCount, passages, stored, total, ...attempt }: Part): Promise<boolean> => {
    const { tx, scope, emit } = context
    const found = await lockAttempt(tx, scope, attempt)
    if (!found) return false
    await insertPassages(tx, found, passages)
    for (const { edit } of passages) if (edit?.original) await moveEdit(tx, edit.id, edit.original)
    const isLast = stored === total
    const knowledgeBase = await requireKnowledgeBase(tx, scope, found.knowledge_base_id)
    const isBlocked = knowledgeBase.is_tested && knowledgeBase.quality_gate !== null
    const facts = { revision: found.revision, passages: total, characters: characterCount }
    const row = await updateDocument(tx, found.id, {
      ...(text !== null && { draft: text }),
      ...(isLast && { reading: READING }),
      ...(isLast && (isBlocked ? asBlocked(facts) : { ...asFound(facts), text: text ?? sql<string>`draft` })),
      state: isLast ? 'ready' : 'indexing',
      progress: PROGRESS_OF_TEXT + (1 - PROGRESS_OF_TEXT) * (stored / total),
    })
    emit({ type: 'document.changed', payload: progressOf(row) })
    if (!isLast) return true
    // Words find it at once, vectors a moment later.
    await askForVectors(context, knowledgeBase.id)
    if (passages[0] && passages[0].textAnalysis !== textAnalysisBy(await readKeptWords(tx, scope)))
      context.enqueue(knowledgeBaseReanalyse, { knowledgeBaseId: knowledgeBase.id })
    await noteChange(context, knowledgeBase.id)
    return false
  },
)

interface Facts {
  readonly revision: number
  readonly passages: number
  readonly characters: number
}

const asFound = ({ revision, passages, characters }: Facts) => ({
  live_revision: revision,
  passage_count: passages,
  character_count: characters,
  draft: null,
})

const asBlocked = ({ revision, passages, characters }: Facts) => ({
  blocked_revision: revision,
  blocked_passage_count: passages,
  blocked_character_count: characters,
})
