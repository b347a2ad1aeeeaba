import { maySeeConversation } from '#features/conversations/index.ts'
import type { Manifest } from '#kernel/manifest.ts'
import { jobHandler } from '#kernel/jobs.ts'
import type { Actor } from '#kernel/scope.ts'
import type { ContentColumn } from '#platform/database/reseal-content.ts'
import { renderJson } from '#platform/database/sealable.ts'
import { wakeConversation } from './wake-conversation.ts'
import { inboxWake } from './job-kinds.ts'

/** Columns with what people wrote, encrypted if the operator wants that. */
const contentColumns: readonly ContentColumn[] = [
  { table: 'inbox_entries', column: 'text', key: ['id'] },
  { table: 'inbox_entries', column: 'summary', key: ['id'], render: renderJson },
  { table: 'inbox_states', column: 'asked_text', key: ['conversation_id'] },
]

const jobHandlers = [jobHandler(inboxWake, { work: wakeConversation, concurrency: 2 })]

export const manifest: Manifest = {
  jobHandlers,
  contentColumns,
}

/** The person whom internal notes are about never receives them. */
const mayReadInbox = (actor: Actor): boolean => actor.permissions.has('inbox:read')

/** Who may receive its events. */
export const audience = {
  /** The owner learns who answers now. */
  'conversation.handed': maySeeConversation,
  'inbox.changed': mayReadInbox,
  'inbox.presence-set': mayReadInbox,
} as const
