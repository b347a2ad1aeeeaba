import { sql } from 'kysely'
import { z } from 'zod'
import { EmbeddingTrouble, SourceRef } from '#contract/shapes/knowledge.ts'
import { command } from '#kernel/use-case.ts'
import { visibleSources } from '../visible.ts'
import { sourceEmbed } from './embed-job.ts'

const LATER_MS = 3_600_000

/**
 * Says of a source why its passages lack vectors, or that they do not any more. Where it was given up, it is tried once
 * later: another configuration may have come with a new start of the server, of which nobody else would tell.
 */
export const noteTrouble = command({
  name: 'source.note-embedding-trouble',
  permission: 'internal',
  input: SourceRef.extend({ trouble: EmbeddingTrouble.nullable(), isGivenUp: z.boolean() }),
  async run({ tx, scope, emit, enqueue }, { sourceId, trouble, isGivenUp }): Promise<void> {
    const source = await visibleSources(tx, scope)
      .select([
        'name',
        'embedding_model',
        'embedding_trouble',
        sql<boolean>`embedding_due_at > now()`.as('isPlanned'),
      ])
      .where('id', '=', sourceId)
      .forNoKeyUpdate()
      .executeTakeFirst()
    if (!source || (trouble !== null && source.embedding_model === null)) return
    const plans = isGivenUp && !source.isPlanned
    const dueAt = trouble === null ? null : plans ? new Date(Date.now() + LATER_MS) : undefined
    await tx
      .updateTable('sources')
      .set({ embedding_trouble: trouble, ...(dueAt !== undefined && { embedding_due_at: dueAt }) })
      .where('id', '=', sourceId)
      .execute()
    if (plans) enqueue(sourceEmbed, { sourceId }, { delayMs: LATER_MS })
    if (trouble !== source.embedding_trouble) emit({ type: 'source.embedded', payload: { sourceId } })
  },
})
