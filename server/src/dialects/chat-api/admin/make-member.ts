import type { Member, MemberRole } from '#contract/shapes/people.ts'
import {
  anonymousScope,
  createInvitation,
  logOut,
  openScope,
  register,
  revokeInvitation,
} from '#features/access/index.ts'
import { Fault } from '#kernel/fault.ts'
import type { Caller } from '../caller.ts'
import { badRequest } from '../refusal.ts'

interface NewMember {
  readonly email: string
  readonly password: string
  readonly name: string
  readonly role: MemberRole
}

/** Makes an account for somebody else: invited by whoever asks, as far as they may, and accepted with what they gave. */
export async function makeMember({ scope }: Caller, { role, ...person }: NewMember): Promise<Member> {
  const { invitation, token } = await inOurWords(
    createInvitation(scope, { email: person.email, role, isMailed: false }),
  )
  const visit = { requestId: scope.requestId, signal: scope.signal }
  try {
    const { accessToken, member } = await register(anonymousScope(scope.app, visit), {
      ...person,
      tenant: scope.tenantId,
      invitationToken: token,
    })
    // Whoever made the account is not who signs in with it.
    await logOut(await openScope(scope.app, { token: accessToken }, visit), {})
    return member
  } catch (error) {
    await revokeInvitation(scope, { invitationId: invitation.id }).catch(() => {})
    throw toOurWords(error)
  }
}

const toOurWords = (error: unknown) =>
  error instanceof Fault && error.code === 'conflict' ? badRequest('邮箱已被注册') : error

async function inOurWords<R>(calling: Promise<R>): Promise<R> {
  try {
    return await calling
  } catch (error) {
    throw toOurWords(error)
  }
}
