import { z } from 'zod'
import { SourceRef } from '#contract/shapes/knowledge.ts'
import { id } from '#contract/ids.ts'
import { isBudgetUsedUp } from '#features/budgets/index.ts'
import { findEmbedding } from '#features/models/index.ts'
import { Fault } from '#kernel/fault.ts'
import type { EmbeddingModel } from '#kernel/model-ports.ts'
import { flow, query } from '#kernel/use-case.ts'
import type { Scope } from '#kernel/scope.ts'
import { noteTrouble } from './note-trouble.ts'
import { titleOf } from '../documents/document.ts'
import { storeVectors } from './store-vectors.ts'
import { paidVectors } from '../vectors/paid-vectors.ts'
import { bytesOf } from '../vectors/vector-bytes.ts'
import {
  embeddedSources,
  nextUnembedded,
  type Place,
  type UnembeddedPassage,
} from '../vectors/vector-store.ts'

const PASSAGES_AT_ONCE = 50
const CHARACTERS_MAX = 6_000
const BATCH_LIMIT_MS = 60_000

const readUnembedded = query({
  name: 'source.read-unembedded',
  permission: 'internal',
  input: SourceRef.extend({ after: z.object({ documentId: id('document'), ordinal: z.int() }).nullable() }),
  async run({ tx, scope }, { sourceId, after }) {
    const [source] = await embeddedSources(tx, scope, [sourceId])
    if (!source) return null
    const wanted = { sourceId, model: source.model, after, limit: PASSAGES_AT_ONCE }
    return { ...source, passages: await nextUnembedded(tx, scope, wanted) }
  },
})

/**
 * Makes vectors of the passages of a source that have none by its model. May be killed anywhere and run again: what
 * is stored stays, and the next run goes on with the rest.
 */
export const embedSource = flow({
  name: 'source.embed',
  permission: 'internal',
  input: SourceRef,
  async run({ scope }, { sourceId }): Promise<void> {
    let after: Place | null = null
    for (;;) {
      scope.signal.throwIfAborted()
      const batch: Awaited<ReturnType<typeof readUnembedded>> = await readUnembedded(scope, {
        sourceId,
        after,
      })
      const last = batch?.passages.at(-1)
      if (!batch || !last) {
        if (batch?.trouble) await noteTrouble(scope, { sourceId, trouble: null, isGivenUp: false })
        return
      }
      const model = await findEmbedding(scope, batch.model)
      // Trying again would help nobody: whoever connects it has this taken up.
      if (!model) return noteTrouble(scope, { sourceId, trouble: 'not-connected', isGivenUp: true })
      const vectors = await embed(scope, sourceId, model, batch.passages.map(wordsOf))
      // Taken up when the tenant's budgets change, and once an hour.
      if (!vectors) return noteTrouble(scope, { sourceId, trouble: 'budget-used-up', isGivenUp: true })
      const made = batch.passages.flatMap((passage, at) => {
        const vector = vectors[at]
        return vector ? [{ passageId: passage.id, vector: bytesOf(vector) }] : []
      })
      if (!(await storeVectors(scope, { sourceId, model: batch.model, made }))) return
      after = { documentId: last.document_id, ordinal: last.ordinal }
    }
  },
})

const nobody = { agentId: null, personId: null }

/**
 * The vectors; null where a budget allows none. A failure is told of the source, and thrown for the job to be tried
 * again.
 */
async function embed(scope: Scope, sourceId: string, model: EmbeddingModel, texts: readonly string[]) {
  try {
    const signal = AbortSignal.any([scope.signal, AbortSignal.timeout(BATCH_LIMIT_MS)])
    return await paidVectors(scope, nobody, { model, texts, signal })
  } catch (error) {
    if (isBudgetUsedUp(error)) return null
    if (error instanceof Fault && error.code === 'unavailable')
      await noteTrouble(scope, { sourceId, trouble: 'not-answering', isGivenUp: false })
    throw error
  }
}

/** A passage with the words that it stands under, which say what it is about. */
const wordsOf = (passage: UnembeddedPassage): string =>
  [titleOf(passage.document_name), ...passage.heading_path, passage.text].join('\n').slice(0, CHARACTERS_MAX)
