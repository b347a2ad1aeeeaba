import { z } from 'zod'
import { emailOf, findMembersOfEmail, findMember } from '#features/people/index.ts'
import { readStep } from '#kernel/step.ts'

const FindMemberNamed = z.strictObject({ name: z.string().trim().min(1).max(254) })

/** Somebody of this tenant by the name that they sign in with; null where there is nobody. */
export const findMemberNamed = readStep(FindMemberNamed, async ({ tx, scope }, { name }) => {
  const [found] = await findMembersOfEmail(tx, emailOf(name), { tenantId: scope.tenantId, limit: 1 })
  return found ? { id: found.id, name: found.name } : null
})

/** What a member is called; null for one who is no longer here. */
export const readMemberName = readStep(
  async ({ tx, scope }, { memberId }: { memberId: string }) =>
    (await findMember(tx, scope.tenantId, memberId))?.name ?? null,
)
