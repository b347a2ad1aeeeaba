import { z } from 'zod'
import { requireQuota } from '#features/tenants/index.ts'
import { query } from '#kernel/use-case.ts'

/** Makes sure that the tenant's plan has tokens left for a model. Throws Fault `limit_reached`. */
export const requireTokens = query({
  name: 'document.require-tokens',
  permission: 'internal',
  input: z.strictObject({}),
  run: ({ tx, scope }): Promise<void> => requireQuota({ tx, scope }, { tokensPerMonth: 0 }),
})
