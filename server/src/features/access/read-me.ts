import { z } from 'zod'
import { Me } from '#contract/shapes/people.ts'
import { findMember, toMember } from '#features/people/index.ts'
import { readTenant } from '#features/tenants/index.ts'
import { query } from '#kernel/use-case.ts'

/** Returns the caller's identity and permissions. */
export const readMe = query({
  name: 'profile.read',
  permission: 'profile:read',
  input: z.strictObject({}),
  output: Me,
  async run(context): Promise<Me> {
    const { tx, scope } = context
    const { kind, id, name, role, permissions } = scope.actor
    const member = kind === 'member' && id !== null ? await findMember(tx, scope.tenantId, id) : null
    return {
      actor: { kind, id, name },
      role,
      permissions: [...permissions].filter((permission) => permission !== 'public').sort(),
      tenant: await readTenant.within(context, {}),
      // A platform admin in another tenant is not a member of it.
      member: member && toMember(member),
    }
  },
})
