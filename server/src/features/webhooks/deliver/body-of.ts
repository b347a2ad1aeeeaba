import type { WebhookBody } from '#contract/shapes/webhook.ts'
import { agentOwnerIn } from '#kernel/own-agents.ts'
import { answerOutside } from '#features/channels/index.ts'
import { findSaid } from '#features/conversations/index.ts'
import type { Reader } from '#platform/database/open.ts'
import type { FoundEvent } from '#platform/outbox/find-events.ts'
import type { WebhookRow } from '../webhook.ts'

const saying: readonly string[] = ['message.created', 'reply.ended']

/**
 * The body of an event for a webhook, with current data: erased data is never sent. Null if there is nothing to send:
 * not every event in a channel's conversations is an answer, and events about a member's own agent are for its owner
 * only.
 */
export async function bodyOf(
  tx: Reader,
  { tenant_id: tenantId, channel_id: channelId, carries_text: carriesText }: WebhookRow,
  event: FoundEvent,
): Promise<WebhookBody | null> {
  const about = {
    timestamp: event.createdAt,
    number: event.number,
    tenantId,
    actor: { kind: event.actor.kind, id: event.actor.id },
  }
  if (channelId !== null) {
    const answer = await answerOutside(tx, channelId, event)
    return answer && { type: 'channel.answered', ...about, data: answer }
  }
  if (agentOwnerIn(event.payload) !== null) return null
  const { inInbox: _, ...data } = event.payload as Record<string, unknown>
  const tellsMessage = carriesText && saying.includes(event.type)
  return {
    type: event.type,
    ...about,
    data: tellsMessage ? { ...data, message: await messageOf(tx, String(data.messageId)) } : data,
  }
}

async function messageOf(tx: Reader, messageId: string) {
  const [said] = await findSaid(tx, [messageId])
  if (!said?.inInbox) return null
  const { id, seq, role, author, text, saidAt } = said
  return { id, seq, role, author, text, createdAt: saidAt }
}
