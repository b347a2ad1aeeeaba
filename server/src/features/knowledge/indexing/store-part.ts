import { sql } from 'kysely'
import { z } from 'zod'
import { command } from '#kernel/use-case.ts'
import type { AnalysedPassage } from './analysed-passage.ts'
import { Attempt, lockAttempt } from '../documents/attempt.ts'
import { sourceEmbed } from '../embedding/embed-job.ts'
import { embeddedSources } from '../vectors/vector-store.ts'
import { progressOf } from '../documents/document.ts'
import { updateDocument } from '../documents/document-store.ts'
import { insertPassages } from '../passages/passage-store.ts'

/** What comes of one document in one transaction: all of a short one, a part of a long one. */
const Part = Attempt.extend({
  text: z.string().nullable().describe('The extracted text, with the first part.'),
  characterCount: z.int(),
  // Made by us and large, so not gone through again.
  passages: z.custom<readonly AnalysedPassage[]>(Array.isArray),
  stored: z.int().describe('How many passages there are with this part, of how many in the end.'),
  total: z.int(),
})

const PROGRESS_OF_TEXT = 0.2

/**
 * Stores passages of a document. Nobody finds them before the last are there: with the commit of those the document
 * is ready, and they are found in the place of what it said before. Answers whether the attempt goes on.
 */
export const storePart = command({
  name: 'document.store-part',
  permission: 'internal',
  input: Part,
  async run(
    { tx, scope, emit, enqueue },
    { text, characterCount, passages, stored, total, ...attempt },
  ): Promise<boolean> {
    const found = await lockAttempt(tx, scope, attempt)
    if (!found) return false
    await insertPassages(tx, found, passages)
    const isLast = stored === total
    const row = await updateDocument(tx, found.id, {
      ...(text !== null && { draft: text }),
      ...(isLast && {
        text: text ?? sql<string>`draft`,
        draft: null,
        character_count: characterCount,
        passage_count: total,
        live_revision: found.revision,
      }),
      state: isLast ? 'ready' : 'indexing',
      progress: PROGRESS_OF_TEXT + (1 - PROGRESS_OF_TEXT) * (stored / total),
    })
    emit({ type: 'document.changed', payload: progressOf(row) })
    // Found by its words at once; by its meaning a moment later.
    if (isLast && (await embeddedSources(tx, scope, [found.source_id])).length > 0)
      enqueue(sourceEmbed, { sourceId: found.source_id })
    return !isLast
  },
})
