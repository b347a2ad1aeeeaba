import { z } from 'zod'
import { SourceRef } from '#contract/shapes/knowledge.ts'
import { command } from '#kernel/use-case.ts'
import { noteChange } from '../sources/note-change.ts'
import { insertVectors, type MadeVector } from '../vectors/vector-store.ts'

/** Stores vectors of a source's passages. Answers false when the source has another model, or is gone, by now. */
export const storeVectors = command({
  name: 'source.store-vectors',
  permission: 'internal',
  // Made by us and large, so not gone through again.
  input: SourceRef.extend({ model: z.string(), made: z.custom<readonly MadeVector[]>(Array.isArray) }),
  async run(context, made): Promise<boolean> {
    const isStored = await insertVectors(context.tx, context.scope, made)
    if (isStored) await noteChange(context, made.sourceId)
    if (isStored) context.emit({ type: 'source.embedded', payload: { sourceId: made.sourceId } })
    return isStored
  },
})
