import { uuidv7 } from 'uuidv7'
import { isBudgetUsedUp, NOBODY } from '#features/budgets/index.ts'
import { findEmbedding } from '#features/models/index.ts'
import { Fault } from '#kernel/fault.ts'
import type { EmbeddingModel } from '#kernel/model-ports.ts'
import type { Scope } from '#kernel/scope.ts'
import { step } from '#kernel/step.ts'
import { normalForm } from '#platform/lexical/normal-form.ts'
import { titleOf } from '../documents/document.ts'
import { paidVectors } from '../vectors/paid-vectors.ts'
import { bytesOf } from '../vectors/vector-bytes.ts'
import {
  type Place,
  type UnembeddedPassage,
  insertVectors,
  type MadeVector,
} from '../vectors/vector-store.ts'
import { noteChange } from '../note-change.ts'
import { noteEmbeddingError } from './note-embedding-error.ts'
import type { Run } from './run-store.ts'
import { giveUpRun, takeUnembedded, type Taken } from './take-unembedded.ts'

const CHARACTERS_MAX = 6_000
const BATCH_LIMIT_MS = 60_000

/**
 * Embeds the passages of a knowledge base that have no vector of its model. Can be killed at any point and run again:
 * stored vectors stay, and the next run continues with the rest.
 */
export async function embedKnowledgeBase(
  scope: Scope,
  { knowledgeBaseId }: { knowledgeBaseId: string },
): Promise<void> {
  const run = { knowledgeBaseId, runId: uuidv7() }
  try {
    await embedRest(scope, run)
  } finally {
    await giveUpRun(scope, run).catch((error: unknown) =>
      // The claim of the run expires by itself.
      scope.app.log.warn({ err: error, knowledgeBaseId }, 'An embedding run could not be finished.'),
    )
  }
}

/** Continues until nothing is left, another run has taken over, or retrying would not help. */
async function embedRest(scope: Scope, { knowledgeBaseId, runId }: Run): Promise<void> {
  let after: Place | null = null
  for (;;) {
    scope.signal.throwIfAborted()
    const batch: Taken | null = await takeUnembedded(scope, { knowledgeBaseId, runId, after })
    const last = batch?.passages.at(-1)
    if (!batch || !last) {
      if (batch?.errorCode)
        await noteEmbeddingError(scope, { knowledgeBaseId, errorCode: null, isGivenUp: false })
      return
    }
    const model = await findEmbedding(scope, batch.model)
    // Retrying would not help: connecting the model queues this again.
    if (!model)
      return noteEmbeddingError(scope, { knowledgeBaseId, errorCode: 'not-connected', isGivenUp: true })
    const vectors = await embed(scope, knowledgeBaseId, model, batch.passages.map(wordsOf))
    // Taken up when the tenant's budgets change, and once an hour.
    if (!vectors)
      return noteEmbeddingError(scope, { knowledgeBaseId, errorCode: 'budget-used-up', isGivenUp: true })
    const made = batch.passages.flatMap((passage, at) => {
      const vector = vectors[at]
      return vector ? [{ passageId: passage.id, vector: bytesOf(vector) }] : []
    })
    const isStored = await storeVectors(scope, { knowledgeBaseId, model: batch.model, made })
    // Another model starts from the beginning.
    after = isStored ? { documentId: last.document_id, ordinal: last.ordinal } : null
  }
}

/**
 * The vectors; null if a budget allows none. A failure is recorded for the knowledge base, and thrown so that the job
 * is retried.
 */
async function embed(scope: Scope, knowledgeBaseId: string, model: EmbeddingModel, texts: readonly string[]) {
  try {
    const signal = AbortSignal.any([scope.signal, AbortSignal.timeout(BATCH_LIMIT_MS)])
    return await paidVectors(scope, NOBODY, { purpose: 'embedding', model, texts, signal })
  } catch (error) {
    if (isBudgetUsedUp(error)) return null
    if (error instanceof Fault && error.code === 'unavailable')
      await noteEmbeddingError(scope, { knowledgeBaseId, errorCode: 'not-answering', isGivenUp: false })
    throw error
  }
}

/** A passage with its headings, which say what it is about, in the form from which vectors are always made. */
const wordsOf = (passage: UnembeddedPassage): string =>
  [titleOf(passage.document_name), ...[...passage.heading_path, passage.text].map(normalForm)]
    .join('\n')
    .slice(0, CHARACTERS_MAX)

/**
 * Stores vectors of a knowledge base's passages. Returns false if the knowledge base has another model by now, or is
 * gone.
 */
const storeVectors = step(
  async (
    context,
    made: { knowledgeBaseId: string; model: string; made: readonly MadeVector[] },
  ): Promise<boolean> => {
    const isStored = await insertVectors(context.tx, context.scope, made)
    if (isStored) await noteChange(context, made.knowledgeBaseId)
    if (isStored)
      context.emit({ type: 'knowledge-base.embedded', payload: { knowledgeBaseId: made.knowledgeBaseId } })
    return isStored
  },
)
