import { sql } from 'kysely'
import { EmbeddingErrorCode } from '#contract/shapes/knowledge.ts'
import { step } from '#kernel/step.ts'
import { visibleKnowledgeBases } from '../visible.ts'
import { knowledgeBaseEmbed } from '../job-kinds.ts'

const LATER_MS = 3_600_000

/**
 * Records why the passages of a knowledge base lack vectors, or that they no longer do. After a failure it is retried
 * once later: a restart of the server may have brought another configuration, which nothing else would announce.
 */
export const noteEmbeddingError = step(
  async (
    { tx, scope, emit, enqueue },
    {
      knowledgeBaseId,
      errorCode,
      isGivenUp,
    }: { knowledgeBaseId: string; errorCode: EmbeddingErrorCode | null; isGivenUp: boolean },
  ): Promise<void> => {
    const knowledgeBase = await visibleKnowledgeBases(tx, scope)
      .select([
        'name',
        'embedding_model',
        'embedding_error_code',
        sql<boolean>`embedding_due_at > now()`.as('isPlanned'),
      ])
      .where('id', '=', knowledgeBaseId)
      .forNoKeyUpdate()
      .executeTakeFirst()
    if (!knowledgeBase || (errorCode !== null && knowledgeBase.embedding_model === null)) return
    const plans = isGivenUp && !knowledgeBase.isPlanned
    const dueAt = errorCode === null ? null : plans ? new Date(Date.now() + LATER_MS) : undefined
    await tx
      .updateTable('knowledge_bases')
      .set({ embedding_error_code: errorCode, ...(dueAt !== undefined && { embedding_due_at: dueAt }) })
      .where('id', '=', knowledgeBaseId)
      .execute()
    if (plans) enqueue(knowledgeBaseEmbed, { knowledgeBaseId }, { delayMs: LATER_MS })
    if (errorCode !== knowledgeBase.embedding_error_code)
      emit({ type: 'knowledge-base.embedded', payload: { knowledgeBaseId } })
  },
)
