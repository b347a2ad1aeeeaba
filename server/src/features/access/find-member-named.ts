import { z } from 'zod'
import { emailOf, findMembersOfEmail } from '#features/people/index.ts'
import { query } from '#kernel/use-case.ts'

/** Somebody of this tenant by the name that they sign in with; null where there is nobody. */
export const findMemberNamed = query({
  name: 'member.find-named',
  permission: 'internal',
  input: z.strictObject({ name: z.string().trim().min(1).max(254) }),
  output: z.object({ id: z.uuid(), name: z.string() }).nullable(),
  async run({ tx, scope }, { name }) {
    const [found] = await findMembersOfEmail(tx, emailOf(name), { tenantId: scope.tenantId, limit: 1 })
    return found ? { id: found.id, name: found.name } : null
  },
})
