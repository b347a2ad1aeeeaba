import { step } from '#kernel/step.ts'
import { askForVectors } from './ask-for-vectors.ts'

/** Takes up the making of vectors in every knowledge base: the tenant's models or budgets are others now. */
export const embedAll = step((context): Promise<void> => askForVectors(context, null))
