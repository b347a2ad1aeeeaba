import { sql } from 'kysely'
import { z } from 'zod'
import { EmbeddingErrorCode, KnowledgeBaseRef } from '#contract/shapes/knowledge.ts'
import { command } from '#kernel/use-case.ts'
import { visibleKnowledgeBases } from '../visible.ts'
import { knowledgeBaseEmbed } from './embed-job.ts'

const LATER_MS = 3_600_000

/**
 * Says of a knowledge base why its passages lack vectors, or that they do not any more. Where it was given up, it is tried once
 * later: another configuration may have come with a new start of the server, of which nobody else would tell.
 */
export const noteEmbeddingError = command({
  name: 'knowledge-base.note-embedding-error',
  permission: 'internal',
  input: KnowledgeBaseRef.extend({ errorCode: EmbeddingErrorCode.nullable(), isGivenUp: z.boolean() }),
  async run({ tx, scope, emit, enqueue }, { knowledgeBaseId, errorCode, isGivenUp }): Promise<void> {
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
})
