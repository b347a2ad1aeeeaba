import { z } from 'zod'
import { emailOf, findMembersOfEmail, findMember } from '#features/people/index.ts'
import { readStep } from '#kernel/step.ts'

const FindMemberNamed = z.strictObject({ name: z.string().trim().min(1).max(254) })

/** A member of this tenant by sign-in name; null if there is none. */
export const findMemberNamed = readStep(FindMemberNamed, async ({ tx, scope }, { name }) => {
  const [found] = await findMembersOfEmail(tx, emailOf(name), { tenantId: scope.tenantId, limit: 1 })
  return found ? { id: found.id, name: found.name } : null
})

/** The name of a member; null if they are gone. */
export const readMemberName = readStep(
  async ({ tx, scope }, { memberId }: { memberId: string }) =>
    (await findMember(tx, scope.tenantId, memberId))?.name ?? null,
)
