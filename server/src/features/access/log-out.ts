import { z } from 'zod'
import { conflict } from '#kernel/fault.ts'
import { flow } from '#kernel/use-case.ts'
import { closeSignIn } from './close-sign-in.ts'
import { credentialOf, entrustedScope } from './scopes.ts'

/** Ends the sign-in that one came with: both of its tokens, and what is open through it. */
export const logOut = flow({
  name: 'sign-in.log-out',
  permission: 'profile:read',
  input: z.strictObject({}),
  async run({ scope }) {
    const credential = credentialOf(scope)
    if (credential?.kind !== 'sign-in')
      throw conflict('There is no sign-in to end; an API key is revoked instead.')
    // A platform admin may stand in another tenant than the one that the sign-in belongs to.
    const home = entrustedScope(scope, credential.tenantId, scope.actor)
    await closeSignIn(home, { signInId: credential.id, reason: 'logged out' })
  },
})
