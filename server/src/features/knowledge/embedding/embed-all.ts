import { z } from 'zod'
import { command, flow } from '#kernel/use-case.ts'
import { askForVectors } from './ask-for-vectors.ts'

const askForAll = command({
  name: 'knowledge-base.ask-for-all-vectors',
  permission: 'internal',
  input: z.strictObject({}),
  run: (context): Promise<void> => askForVectors(context, null),
})

/** Takes up the making of vectors in every knowledge base: the tenant's models or budgets are others now. */
export const embedAll = flow({
  name: 'knowledge-base.embed-all',
  permission: 'internal',
  input: z.strictObject({}),
  run: ({ scope }): Promise<void> => askForAll(scope, {}),
})
