import type { Scope } from '#kernel/scope.ts'
import { step } from '#kernel/step.ts'
import { progressOf } from '../documents/document.ts'
import { documentIndex } from '../job-kinds.ts'
import { asQueued, outdatedDocuments, updateDocument } from '../documents/document-store.ts'
import { visibleKnowledgeBases } from '../visible.ts'

/** Queues the indexing of a knowledge base's documents, in batches. Can be killed at any point and run again. */
export async function reindexDocuments(
  scope: Scope,
  { knowledgeBaseId }: { knowledgeBaseId: string },
): Promise<void> {
  while (await requeueDocuments(scope, { knowledgeBaseId })) scope.signal.throwIfAborted()
}

const AT_ONCE = 50

/**
 * Queues some documents that were indexed for an earlier generation of their knowledge base. Returns whether there may
 * be more.
 */
const requeueDocuments = step(
  async (
    { tx, scope, emit, enqueue },
    { knowledgeBaseId }: { knowledgeBaseId: string },
  ): Promise<boolean> => {
    const knowledgeBase = await visibleKnowledgeBases(tx, scope)
      .select('generation')
      .where('id', '=', knowledgeBaseId)
      .forNoKeyUpdate()
      .executeTakeFirst()
    if (!knowledgeBase) return false
    const outdated = await outdatedDocuments(tx, knowledgeBaseId, {
      before: knowledgeBase.generation,
      limit: AT_ONCE,
    })
    for (const { id } of outdated) {
      const row = await updateDocument(tx, id, { ...asQueued, generation: knowledgeBase.generation })
      emit({ type: 'document.changed', payload: progressOf(row) })
      enqueue(documentIndex, { documentId: id })
    }
    return outdated.length === AT_ONCE
  },
)
