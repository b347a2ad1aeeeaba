import { uuidv7 } from 'uuidv7'
import { Register, SignedIn } from '#contract/shapes/people.ts'
import { flow } from '#kernel/use-case.ts'
import { admit } from './admission.ts'
import { admitMember } from './admit-member.ts'
import { findCircumstances } from './find-circumstances.ts'
import { hashPassword } from './password.ts'
import { refuseWeakPassword } from './password-rules.ts'
import { entrustedScope } from './scopes.ts'
import { hashToken } from './token.ts'

/** Makes an account for somebody who asks for one, and signs them in. */
export const register = flow({
  name: 'member.register',
  permission: 'public',
  input: Register,
  output: SignedIn,
  secret: true,
  async run({ scope }, { email, password, name, tenant, role, invitationToken }) {
    const invitationHash = invitationToken === undefined ? null : hashToken(invitationToken)
    const found = await scope.app.database.system((tx) => findCircumstances(tx, { tenant, invitationHash }))
    const { tenantId } = admit({ email, role, showsInvitation: invitationHash !== null }, found)
    refuseWeakPassword(password, { email, name })
    const id = uuidv7()
    return admitMember(entrustedScope(scope, tenantId, { kind: 'member', id, name }), {
      id,
      email,
      name,
      role,
      invitationHash,
      passwordHash: await hashPassword(password),
    })
  },
})
