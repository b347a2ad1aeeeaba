export { admitVisitor } from './admit-visitor.ts'
export { changeMember } from './change-member.ts'
export { changePassword } from './change-password.ts'
export { createApiKey } from './create-api-key.ts'
export { createInvitation } from './create-invitation.ts'
export { createMember } from './create-member.ts'
export { createSocketTicket } from './create-socket-ticket.ts'
export { createTenant } from './create-tenant.ts'
export { credentialEnded } from './credential-topic.ts'
export { endSignIn } from './end-sign-in.ts'
export { audience } from './events.ts'
export { findTenantId } from './find-tenant-id.ts'
export { makeFirstOwner, makeFirstTenant, makeSetupLink } from './first-owner.ts'
export { listApiKeys } from './list-api-keys.ts'
export { listInvitations } from './list-invitations.ts'
export { listSignIns } from './list-sign-ins.ts'
export { listTenants } from './list-tenants.ts'
export { logIn } from './log-in.ts'
export { logOut } from './log-out.ts'
export { type Knock, openScope } from './open-scope.ts'
export { readInvitation } from './read-invitation.ts'
export { readMe } from './read-me.ts'
export { readServerStatus } from './read-server-status.ts'
export { redeemSocketTicket } from './redeem-socket-ticket.ts'
export { refreshSignIn } from './refresh-sign-in.ts'
export { register } from './register.ts'
export { removeMember } from './remove-member.ts'
export { revokeApiKey } from './revoke-api-key.ts'
export { revokeInvitation } from './revoke-invitation.ts'
export {
  anonymousScope,
  entrustedScope,
  jobScope,
  systemScope,
  type Visit,
  visitorScope,
} from './scopes.ts'
export { setUpOwner } from './set-up-owner.ts'
// The doors find everything about who may enter, and where, in one place.
export { changeProfile, listMembers } from '#features/people/index.ts'
export { changeTenant, readTenant } from '#features/tenants/index.ts'
