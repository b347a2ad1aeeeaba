export { subscribeToAttempts, networkOf } from './attempts.ts'
export { admitVisitor } from './admit-visitor.ts'
export { changeMember } from './change-member.ts'
export { changePassword, resetPassword } from './change-password.ts'
export { countAddress, countCall, limitsOf } from './count-call.ts'
export { createApiKey, listApiKeys, revokeApiKey } from './api-keys.ts'
export { createInvitation, listInvitations, readInvitation, revokeInvitation } from './invitations.ts'
export { adoptMember } from './adopt-member.ts'
export { createMember } from './create-member.ts'
export { createSocketTicket, redeemSocketTicket } from './socket-tickets.ts'
export {
  createTenant,
  listTenants,
  deleteTenant,
  restoreTenant,
  foundTenant,
  suspendTenant,
} from './tenants.ts'
export { announceChange, announceEnd, credentialEnded } from './session-tokens.ts'
export { endSession, listSessions, logOut } from './sessions.ts'
export { audience } from './manifest.ts'
export { findMemberNamed, readMemberName } from './member-names.ts'
export { everyTenantId, findTenantId, findTenantIdBetween } from './find-tenant-id.ts'
export { isOwned, makeFirstOwner, makeFirstTenant, makeSetupLink } from './first-owner.ts'
export { findWidgetPlace } from './find-widget-place.ts'
export { logIn } from './log-in.ts'
export { planTenant, readTenantQuota } from './tenant-plans.ts'
export { readTenantOfServer } from './read-tenant-of-server.ts'
export { isSuspended, refuseSuspended } from './suspension.ts'
export { type EntryRequest, openScope } from './open-scope.ts'
export { readMe } from './read-me.ts'
export { readServerStatus } from './read-server-status.ts'
export { refreshSession } from './refresh-session.ts'
export { register } from './register.ts'
export { removeMember } from './remove-member.ts'
export {
  anonymousScope,
  entrustedScope,
  elevatedScope,
  jobScope,
  systemScope,
  type Visit,
  visitorScope,
} from './scopes.ts'
export { setUpOwner } from './set-up-owner.ts'
export { signAccessToken } from './signed-token.ts'
export { hashToken, newToken } from './token.ts'
// Everything about who may enter, for the dialects, in one place.
export { changeProfile, listMembers } from '#features/people/index.ts'
export { changeTenant, readQuota, readTenant } from '#features/tenants/index.ts'
