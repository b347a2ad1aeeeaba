import type { Searched } from '#contract/shapes/conversation.ts'
import type { MessagePart } from '#contract/message-parts.ts'
import type { Manifest } from '#kernel/manifest.ts'
import type { Actor } from '#kernel/scope.ts'
import type { ContentColumn } from '#platform/database/reseal-content.ts'
import { jobHandlers } from './spoken.ts'
import { measureConversations } from './measure-conversations.ts'
import { personalConversations } from './personal-data.ts'
import { sealParts, sealSearched } from './seal-parts.ts'

/** Columns with what people wrote, encrypted if the operator wants that. */
const contentColumns: readonly ContentColumn[] = [
  {
    table: 'messages',
    column: 'parts',
    key: ['id'],
    render: (parts, contents) => JSON.stringify(sealParts(parts as MessagePart[], contents)),
  },
  { table: 'conversations', column: 'title', key: ['id'] },
  {
    table: 'replies',
    column: 'searched',
    key: ['id'],
    render: (searched, contents) => JSON.stringify(sealSearched(searched as Searched, contents)),
  },
  { table: 'files', column: 'name', key: ['id'] },
]

export const manifest: Manifest = {
  jobHandlers,
  contentColumns,
  usageCounters: [measureConversations],
  personalData: [personalConversations],
}

interface OfConversation {
  payload: {
    ownerId: string
    inInbox: boolean
    widgetId?: string | undefined
    readerIds?: string[] | undefined
  }
}

/**
 * Whether an actor may currently see a conversation: its owner (in a visitor session of a widget, only if it started in
 * that widget), operators if it is in the inbox, and the members of its project.
 */
export const maySeeConversation = (actor: Actor, { payload }: OfConversation): boolean =>
  (actor.id === payload.ownerId && (!actor.through || actor.through.widgetId === payload.widgetId)) ||
  (payload.inInbox && actor.permissions.has('conversation:read-inbox')) ||
  (actor.kind === 'member' && (payload.readerIds?.includes(actor.id ?? '') ?? false))

/** Who may receive its events. */
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
