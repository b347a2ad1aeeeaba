import type { Actor } from '#kernel/scope.ts'

interface OfConversation {
  payload: {
    ownerId: string
    inInbox: boolean
    widgetId?: string | undefined
    readerIds?: string[] | undefined
  }
}

/**
 * Those who may see a conversation at this moment: its owner, by the pass of a widget only where it was begun in that
 * widget, operators when it is in the inbox, and the members of its project.
 */
export const maySeeConversation = (actor: Actor, { payload }: OfConversation): boolean =>
  (actor.id === payload.ownerId && (!actor.through || actor.through.widgetId === payload.widgetId)) ||
  (payload.inInbox && actor.permissions.has('conversation:read-inbox')) ||
  (actor.kind === 'member' && (payload.readerIds?.includes(actor.id ?? '') ?? false))

export const audience = {
  'conversation.opened': maySeeConversation,
  'conversation.changed': maySeeConversation,
  'conversation.deleted': maySeeConversation,
  'conversation.read': maySeeConversation,
  'conversation.exported': (actor: Actor): boolean => actor.permissions.has('audit:read'),
  'message.created': maySeeConversation,
  'reply.requested': maySeeConversation,
  'reply.started': maySeeConversation,
  'reply.ended': maySeeConversation,
  'handoff.requested': maySeeConversation,
} as const
