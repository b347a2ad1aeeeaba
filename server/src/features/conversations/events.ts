import type { Actor } from '#kernel/scope.ts'

interface OfConversation {
  payload: { ownerId: string; desk: boolean }
}

/** Those who may see the conversation at this moment: its owner, and operators when it is the desk's. */
const whoSeesIt = (actor: Actor, event: OfConversation): boolean =>
  actor.id === event.payload.ownerId ||
  (event.payload.desk && actor.permissions.has('conversation:read-desk'))

export const audience = {
  'conversation.opened': whoSeesIt,
  'conversation.changed': whoSeesIt,
  'conversation.deleted': whoSeesIt,
  'conversation.read': whoSeesIt,
  'conversation.exported': (actor: Actor): boolean => actor.permissions.has('audit:read'),
  'message.created': whoSeesIt,
  'reply.requested': whoSeesIt,
  'reply.started': whoSeesIt,
  'reply.ended': whoSeesIt,
  'handoff.requested': whoSeesIt,
  'file.uploaded': () => false,
} as const
