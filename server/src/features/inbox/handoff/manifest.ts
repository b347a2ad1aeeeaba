import { maySeeConversation } from '#features/conversations/index.ts'
import type { Manifest } from '#kernel/manifest.ts'
import { jobHandler } from '#kernel/jobs.ts'
import type { Actor } from '#kernel/scope.ts'
import type { ContentColumn } from '#platform/database/reseal-content.ts'
import { renderJson } from '#platform/database/sealable.ts'
import { wakeConversation } from './wake-conversation.ts'
import { inboxWake } from './job-kinds.ts'

/** What people wrote here, sealed where the operator wants that. */
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

/** What operators keep for themselves is not heard by whom it is about. */
const mayReadInbox = (actor: Actor): boolean => actor.permissions.has('inbox:read')

/** Who may hear of its events. */
export const audience = {
  /** Its owner hears who answers now. */
  'conversation.handed': maySeeConversation,
  'inbox.changed': mayReadInbox,
  'inbox.presence-set': mayReadInbox,
} as const
