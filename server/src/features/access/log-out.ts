import { z } from 'zod'
import { conflict } from '#kernel/fault.ts'
import { flow } from '#kernel/use-case.ts'
import { closeSession } from './close-session.ts'
import { credentialOf, entrustedScope } from './scopes.ts'

/** Ends the session that one came with: both of its tokens, and what is open through it. */
export const logOut = flow({
  name: 'session.log-out',
  permission: 'profile:read',
  input: z.strictObject({}),
  async run({ scope }) {
    const credential = credentialOf(scope)
    if (credential?.kind !== 'session')
      throw conflict('There is no session to end. To disable an API key, revoke it.')
    // A platform admin may stand in another tenant than the one that the session belongs to.
    const home = entrustedScope(scope, credential.tenantId, scope.actor)
    await closeSession(home, { sessionId: credential.id, reason: 'logged out' })
  },
})
