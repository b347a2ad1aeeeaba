import { z } from 'zod'
import { SocketTicket } from '#contract/shapes/people.ts'
import { forbidden } from '#kernel/fault.ts'
import { command } from '#kernel/use-case.ts'
import { credentialOf } from './scopes.ts'
import { insertTicket } from './ticket-store.ts'
import { newToken } from './token.ts'

const LIFETIME_MS = 60_000

/** Gives a ticket that opens one socket in one's name, so that no token stands in an address. */
export const createSocketTicket = command({
  name: 'socket-ticket.create',
  permission: 'event:follow',
  input: z.strictObject({}),
  output: SocketTicket,
  secret: true,
  async run({ tx, scope }): Promise<SocketTicket> {
    const credential = credentialOf(scope)
    if (!credential) throw forbidden('A socket ticket requires an access token: send one.')
    const { token, hash } = newToken('ticket')
    const expiresAt = new Date(Date.now() + LIFETIME_MS)
    await insertTicket(tx, scope.tenantId, { hash, credential, expiresAt })
    return { ticket: token, expiresAt: expiresAt.toISOString() }
  },
})
