import { SetUpOwner, SignedIn } from '#contract/shapes/people.ts'
import { forbidden } from '#kernel/fault.ts'
import { flow } from '#kernel/use-case.ts'
import { makeFirstOwner } from './first-owner.ts'
import { entrustedScope } from './scopes.ts'
import { startSession } from './start-session.ts'
import { hashToken } from './token.ts'

/** Makes the first owner from the one-time link of the first start, and signs them in. */
export const setUpOwner = flow({
  name: 'owner.set-up',
  permission: 'public',
  input: SetUpOwner,
  output: SignedIn,
  secret: true,
  async run({ scope }, { token, email, password, name }) {
    const owner = await makeFirstOwner(scope.app, { email, password, name }, hashToken(token))
    if (!owner) throw forbidden('This link is no longer valid. Restart the server for a new one.')
    return startSession(entrustedScope(scope, owner.tenantId, { kind: 'member', id: owner.id, name }), {
      memberId: owner.id,
    })
  },
})
