import { readStep } from '#kernel/step.ts'
import { findMember, roleOf } from '#features/people/index.ts'
import { permissionsOf } from '#kernel/permissions.ts'

/**
 * Whether a member may connect a model, so that an answer tells them how if none is connected. Part of `writeReply`.
 */
export const mayConnect = readStep(async ({ tx, scope }, { memberId }: { memberId: string }) => {
  const member = await findMember(tx, scope.tenantId, memberId)
  return member !== null && permissionsOf(roleOf(member)).has('model:manage')
})
