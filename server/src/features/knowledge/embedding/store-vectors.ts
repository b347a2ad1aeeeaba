import { step } from '#kernel/step.ts'
import { noteChange } from '../note-change.ts'
import { insertVectors, type MadeVector } from '../vectors/vector-store.ts'

/** Stores vectors of a knowledge base's passages. Answers false when the knowledge base has another model, or is gone, by now. */
export const storeVectors = step(
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
