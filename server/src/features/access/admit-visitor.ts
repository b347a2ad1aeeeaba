import { z } from 'zod'
import { putVisitor } from '#features/people/index.ts'
import { step } from '#kernel/step.ts'
import { announceChange } from './session-tokens.ts'
import { newToken } from './token.ts'

const AdmitVisitor = z.strictObject({
  externalId: z.string().min(1).max(200).nullable(),
  name: z.string().max(100),
})

/** Admits a visitor without an account, and returns a token to recognize them by; their previous one becomes void. */
export const admitVisitor = step(AdmitVisitor, async (context, { externalId, name }) => {
  const { tx, scope } = context
  const { token, hash } = newToken('visitor')
  const expiresAt = new Date(Date.now() + scope.app.settings.refreshTokenLifetimeMs)
  const row = await putVisitor(tx, scope.tenantId, {
    externalId,
    name,
    tokenHash: hash,
    tokenExpiresAt: expiresAt,
  })
  announceChange(context, row.id)
  return { visitorId: row.merged_into ?? row.id, token, expiresAt: expiresAt.toISOString() }
})
