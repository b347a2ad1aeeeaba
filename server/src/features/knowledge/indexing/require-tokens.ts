import { readStep } from '#kernel/step.ts'
import { requireQuota } from '#features/tenants/index.ts'

/** Makes sure that the tenant's plan has tokens left for a model. Throws Fault `limit_reached`. */
export const requireTokens = readStep(
  ({ tx, scope }): Promise<void> => requireQuota({ tx, scope }, { tokensPerMonth: 0 }),
)
