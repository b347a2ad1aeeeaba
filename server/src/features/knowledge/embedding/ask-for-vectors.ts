import type { CommandContext } from '#kernel/use-case.ts'
import { step } from '#kernel/step.ts'
import { embeddedKnowledgeBases } from '../vectors/vector-store.ts'
import { knowledgeBaseEmbed } from '../job-kinds.ts'

/**
 * Queues the embedding, after the commit, of passages of a knowledge base that lack a vector; of all knowledge bases
 * for null.
 */
export async function askForVectors(
  { tx, scope, enqueue }: CommandContext,
  knowledgeBaseId: string | null,
): Promise<void> {
  const embedded = await embeddedKnowledgeBases(
    tx,
    scope,
    knowledgeBaseId === null ? null : [knowledgeBaseId],
  )
  for (const { id } of embedded) enqueue(knowledgeBaseEmbed, { knowledgeBaseId: id })
}

/** Resumes embedding in every knowledge base, because the tenant's models or budgets changed. */
export const embedAll = step((context): Promise<void> => askForVectors(context, null))
