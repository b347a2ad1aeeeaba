import { uuidv7 } from 'uuidv7'
import type { Transaction } from '#platform/database/open.ts'
import { storableJson, storableText } from '#kernel/storable.ts'
import type { Scope } from '#kernel/scope.ts'
import { type DeliveryRow, insertDelivery } from '../delivery-store.ts'
import type { Letter } from './send-event.ts'
import type { Outcome } from './post-event.ts'

export interface Sent {
  readonly why: 'event' | 'again' | 'test'
  readonly try: number
  readonly letter: Letter
  readonly outcome: Outcome
}

/** Records a delivery and its outcome. */
export const noteDelivery = (
  tx: Transaction,
  { tenantId }: Scope,
  { why, letter, outcome, ...sent }: Sent,
): Promise<DeliveryRow> =>
  insertDelivery(tx, {
    tenant_id: tenantId,
    id: uuidv7(),
    webhook_id: letter.webhook.id,
    why,
    event_number: letter.body.number,
    event_type: letter.body.type,
    person_id: typeof letter.body.data.ownerId === 'string' ? letter.body.data.ownerId : null,
    message_id: letter.messageId,
    try: sent.try,
    status: outcome.status,
    error_code: outcome.errorCode,
    request_headers: JSON.stringify(outcome.requestHeaders),
    response_headers: JSON.stringify(storableJson(outcome.responseHeaders)),
    response_text: storableText(outcome.responseText),
    took_ms: outcome.tookMs,
  })
