import { z } from 'zod'
import { MemberRole } from '#contract/shapes/people.ts'
import { addMember, emailOf, findMembersOfEmail } from '#features/people/index.ts'
import { parseInput } from '#kernel/guard.ts'
import type { CommandContext } from '#kernel/use-case.ts'
import { isForeignHash } from './foreign-hash.ts'
import { NO_PASSWORD } from './password.ts'

interface Adopted {
  memberId: string
  name: string
  /** Whether a member with that address existed already: then it is the one, and is not changed. */
  wasHere: boolean
  /** False where their old password does not open the account: they set a new one. */
  keepsPassword: boolean
}

const AdoptMember = z.strictObject({
  id: z.uuid(),
  name: z.string().trim().min(1).max(254).describe('An email address, or a bare name to sign in with.'),
  displayName: z.string().trim().max(100),
  role: MemberRole,
  foreignHash: z.string().max(500),
  isSuspended: z.boolean(),
})

/** Imports an account from another system with its password hash, which is replaced by ours at the next sign-in. */
export async function adoptMember(
  context: CommandContext,
  given: z.input<typeof AdoptMember>,
): Promise<Adopted> {
  const { id, name, displayName, foreignHash, ...rest } = parseInput(AdoptMember, given)
  const { tx, scope } = context
  const email = emailOf(name)
  const [known] = await findMembersOfEmail(tx, email, { tenantId: scope.tenantId, limit: 1 })
  if (known) return { memberId: known.id, name: known.name, wasHere: true, keepsPassword: true }
  const keepsPassword = isForeignHash(foreignHash)
  const member = await addMember.within(context, {
    ...rest,
    id,
    email,
    name: displayName || (email.split('@')[0] ?? name).slice(0, 100),
    passwordHash: keepsPassword ? foreignHash : NO_PASSWORD,
  })
  return { memberId: member.id, name: member.name, wasHere: false, keepsPassword }
}
