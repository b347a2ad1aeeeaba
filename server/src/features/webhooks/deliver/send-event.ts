import { uuidv7 } from 'uuidv7'
import type { WebhookBody } from '#contract/shapes/webhook.ts'
import { SealBroken } from '#platform/crypto/vault.ts'
import type { FlowContext } from '#kernel/use-case.ts'
import { secretsOf, type WebhookRow } from '../webhook.ts'
import { type Outcome, postEvent } from './post-event.ts'

/** One event as it is sent to one webhook. */
export interface Letter {
  readonly webhook: WebhookRow
  /** The `webhook-id`: the same for every try of one event. */
  readonly messageId: string
  readonly body: WebhookBody
}

/** A test gets a new ID each time; an event keeps its own. */
export const messageIdOf = (eventId: string | null): string => `msg_${eventId ?? uuidv7()}`

/** Sends it once. Throws only the reason for which the scope ends. */
export async function sendEvent(
  { scope, ports }: FlowContext,
  { webhook, messageId, body }: Letter,
): Promise<Outcome> {
  try {
    return await postEvent(ports.callOut, {
      url: webhook.url,
      messageId,
      body: JSON.stringify(body),
      secrets: secretsOf(scope, webhook),
      now: scope.app.now(),
      version: scope.app.settings.version,
      signal: scope.signal,
    })
  } catch (error) {
    if (!(error instanceof SealBroken)) throw error
    return { ...nothingSent, errorCode: 'seal-broken' }
  }
}

const nothingSent = {
  status: null,
  requestHeaders: {},
  responseHeaders: {},
  responseText: '',
  tookMs: 0,
  retryAfterMs: null,
}
