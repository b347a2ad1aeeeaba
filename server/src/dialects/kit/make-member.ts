import type { Member, MemberRole } from '#contract/shapes/people.ts'
import {
  anonymousScope,
  createInvitation,
  logOut,
  openScope,
  register,
  revokeInvitation,
} from '#features/access/index.ts'
import type { Scope } from '#kernel/scope.ts'

interface NewMember {
  readonly email: string
  readonly password: string
  readonly name: string
  readonly role: MemberRole
}

/**
 * Creates an account for somebody else: invited by the caller, as far as they may, and accepted with the given data.
 * Throws Fault `conflict` if the address has an account.
 */
export async function makeMember(scope: Scope, { role, ...person }: NewMember): Promise<Member> {
  const { invitation, token } = await createInvitation(scope, { email: person.email, role, isMailed: false })
  const visit = { requestId: scope.requestId, signal: scope.signal }
  try {
    const { accessToken, member } = await register(anonymousScope(scope.app, visit), {
      ...person,
      tenant: scope.tenantId,
      invitationToken: token,
    })
    // The creator of the account does not use its session.
    await logOut(await openScope(scope.app, { token: accessToken }, visit), {})
    return member
  } catch (error) {
    await revokeInvitation(scope, { invitationId: invitation.id }).catch(() => {})
    throw error
  }
}
