import type { DeskConversation } from '#contract/shapes/desk.ts'

/** Since when somebody waits for one of us; null where nobody does, or where it is put aside or settled. */
export function waitingSince({
  holder,
  state,
  asked,
  firstAnsweredAt,
  lastMessage,
}: Pick<DeskConversation, 'holder' | 'state' | 'asked' | 'firstAnsweredAt' | 'lastMessage'>): string | null {
  if (holder.by === 'agent' || state === 'resolved' || state === 'snoozed') return null
  if (asked && firstAnsweredAt === null) return asked.at
  return lastMessage?.role === 'user' ? lastMessage.createdAt : null
}
