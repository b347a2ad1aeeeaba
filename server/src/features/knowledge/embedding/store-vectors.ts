import { z } from 'zod'
import { KnowledgeBaseRef } from '#contract/shapes/knowledge.ts'
import { command } from '#kernel/use-case.ts'
import { noteChange } from '../note-change.ts'
import { insertVectors, type MadeVector } from '../vectors/vector-store.ts'

/** Stores vectors of a knowledge base's passages. Answers false when the knowledge base has another model, or is gone, by now. */
export const storeVectors = command({
  name: 'knowledge-base.store-vectors',
  permission: 'internal',
  // Made by us and large, so not gone through again.
  input: KnowledgeBaseRef.extend({ model: z.string(), made: z.custom<readonly MadeVector[]>(Array.isArray) }),
  async run(context, made): Promise<boolean> {
    const isStored = await insertVectors(context.tx, context.scope, made)
    if (isStored) await noteChange(context, made.knowledgeBaseId)
    if (isStored)
      context.emit({ type: 'knowledge-base.embedded', payload: { knowledgeBaseId: made.knowledgeBaseId } })
    return isStored
  },
})
