import { readStep } from '#kernel/step.ts'
import { findMember } from '#features/people/index.ts'

/** What a member is called; null for one who is no longer here. */
export const readMemberName = readStep(
  async ({ tx, scope }, { memberId }: { memberId: string }) =>
    (await findMember(tx, scope.tenantId, memberId))?.name ?? null,
)
