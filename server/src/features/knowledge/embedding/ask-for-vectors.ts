import type { CommandContext } from '#kernel/use-case.ts'
import { step } from '#kernel/step.ts'
import { embeddedKnowledgeBases } from '../vectors/vector-store.ts'
import { knowledgeBaseEmbed } from '../job-kinds.ts'

/** Has vectors made, after the commit, of the passages of a knowledge base that lack one; of all knowledge bases for null. */
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

/** Takes up the making of vectors in every knowledge base: the tenant's models or budgets are others now. */
export const embedAll = step((context): Promise<void> => askForVectors(context, null))
