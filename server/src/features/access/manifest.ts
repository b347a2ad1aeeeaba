import type { Actor } from '#kernel/scope.ts'

interface OfMember {
  payload: { memberId: string }
}

const whoReadsMembers = (actor: Actor): boolean => actor.permissions.has('member:read')

const whoseItIs = (actor: Actor, event: OfMember): boolean =>
  actor.id === event.payload.memberId || actor.permissions.has('member:manage')

/** Who may receive its events. */
export const audience = {
  'member.invited': whoReadsMembers,
  'invitation.used': whoReadsMembers,
  'invitation.revoked': whoReadsMembers,
  'session.started': whoseItIs,
  'session.refused': whoseItIs,
  'session.ended': whoseItIs,
  'password.changed': whoseItIs,
  'api-key.created': whoseItIs,
  'api-key.revoked': whoseItIs,
} as const
