import type { ContentColumn } from '#platform/database/reseal-content.ts'

/** What people wrote here, sealed where the operator wants that. */
export const contentColumns: readonly ContentColumn[] = [
  { table: 'email_threads', column: 'subject', key: ['conversation_id'] },
  { table: 'channel_mails', column: 'subject', key: ['id'] },
  { table: 'channel_mails', column: 'whole', key: ['id'] },
]
