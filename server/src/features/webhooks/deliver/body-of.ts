import type { WebhookBody } from '#contract/shapes/webhook.ts'
import { findSaid } from '#features/conversations/index.ts'
import type { Reader } from '#platform/database/open.ts'
import type { FoundEvent } from '#platform/outbox/find-events.ts'

const saying: readonly string[] = ['message.created', 'reply.ended']

/** What a webhook is told of an event, as it is known now: what was erased since is told to nobody. */
export async function bodyOf(
  tx: Reader,
  tenantId: string,
  event: FoundEvent,
  { carriesText }: { carriesText: boolean },
): Promise<WebhookBody> {
  const { desk: _, ...data } = event.payload as Record<string, unknown>
  const tellsMessage = carriesText && saying.includes(event.type)
  return {
    type: event.type,
    timestamp: event.createdAt,
    number: event.number,
    tenantId,
    actor: { kind: event.actor.kind, id: event.actor.id },
    data: tellsMessage ? { ...data, message: await messageOf(tx, String(data.messageId)) } : data,
  }
}

async function messageOf(tx: Reader, messageId: string) {
  const [said] = await findSaid(tx, [messageId])
  if (!said?.isDesk) return null
  const { id, seq, role, author, text, saidAt } = said
  return { id, seq, role, author, text, createdAt: saidAt }
}
