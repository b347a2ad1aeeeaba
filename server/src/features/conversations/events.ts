import type { Actor } from '#kernel/scope.ts'

interface OfConversation {
  payload: { ownerId: string; desk: boolean; widgetId?: string | undefined; readerIds?: string[] | undefined }
}

/**
 * Those who may see a conversation at this moment: its owner, by the pass of a widget only where it was begun in that
 * widget, operators when it is the desk's, and the members of its project.
 */
export const whoSeesIt = (actor: Actor, { payload }: OfConversation): boolean =>
  (actor.id === payload.ownerId && (!actor.through || actor.through.widgetId === payload.widgetId)) ||
  (payload.desk && actor.permissions.has('conversation:read-desk')) ||
  (actor.kind === 'member' && (payload.readerIds?.includes(actor.id ?? '') ?? false))

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
  'file.quarantined': (actor: Actor): boolean => actor.permissions.has('audit:read'),
  'file-limits.changed': (actor: Actor): boolean => actor.permissions.has('tenant:manage'),
} as const
