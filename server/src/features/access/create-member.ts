import { uuidv7 } from 'uuidv7'
import { z } from 'zod'
import { MemberRole } from '#contract/shapes/people.ts'
import { addMember, emailOf } from '#features/people/index.ts'
import { forbidden } from '#kernel/fault.ts'
import { parseInput } from '#kernel/guard.ts'
import type { Scope } from '#kernel/scope.ts'
import { hashPassword } from './password.ts'
import { refuseWeakPassword } from './password-rules.ts'

const CreateMember = z.strictObject({
  name: z.string().trim().min(1).max(254).describe('An email address, or a bare name to sign in with.'),
  password: z.string().min(8).max(200),
  role: MemberRole.default('end_user'),
  displayName: z.string().trim().min(1).max(100).optional(),
  isPlatformAdmin: z.boolean().default(false),
  allowsWeakPassword: z
    .boolean()
    .default(false)
    .describe("For the demonstration's documented accounts alone, whose passwords everyone knows."),
})

/** Creates an account on behalf of the server's operator: on the command line, or for a demo. */
export async function createMember(scope: Scope, given: z.input<typeof CreateMember>) {
  if (scope.actor.kind !== 'system') throw forbidden()
  const { name, password, role, displayName, isPlatformAdmin, allowsWeakPassword } = parseInput(
    CreateMember,
    given,
  )
  const email = emailOf(name)
  const shownName = displayName ?? (email.split('@')[0] || name).slice(0, 100)
  if (!allowsWeakPassword) refuseWeakPassword(password, { email, name: shownName })
  const passwordHash = await hashPassword(password)
  return addMember(scope, { id: uuidv7(), email, name: shownName, role, passwordHash, isPlatformAdmin })
}
