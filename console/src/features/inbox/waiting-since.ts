import type { InboxConversation } from '#contract/shapes/inbox.ts'

/** Since when somebody waits for one of us; null where nobody does, or where it is put aside or settled. */
export function waitingSince({
  assignee,
  state,
  asked,
  firstAnsweredAt,
  lastMessage,
}: Pick<InboxConversation, 'assignee' | 'state' | 'asked' | 'firstAnsweredAt' | 'lastMessage'>):
  | string
  | null {
  if (assignee.kind === 'agent' || state === 'resolved' || state === 'snoozed') return null
  if (asked && firstAnsweredAt === null) return asked.at
  return lastMessage?.role === 'user' ? lastMessage.createdAt : null
}
