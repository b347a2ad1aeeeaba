import { readStep } from '#kernel/step.ts'
import { firstEvent, lastNumber } from '#platform/outbox/find-events.ts'
import { wantedBy } from '../webhook.ts'
import { findInRun } from '../webhook-store.ts'
import { bodyOf } from './body-of.ts'
import { type Letter, messageIdOf } from './send-event.ts'

export interface RunRef {
  readonly webhookId: string
  readonly batch: number
  readonly runner: string
}

/** What a run does next: it is over, it has nothing to do, it skips an event, or it delivers one. */
export type Next = 'over' | 'nothing' | { readonly skipped: number } | Letter

/** Reads the next event for a webhook. Part of `deliverEvents`. */
export const readNext = readStep(async ({ tx }, run: RunRef): Promise<Next> => {
  const webhook = await findInRun(tx, run)
  if (!webhook) return 'over'
  const span = { after: webhook.position, through: await lastNumber(tx) }
  const event = await firstEvent(tx, wantedBy(webhook), span)
  if (!event) return 'nothing'
  const body = await bodyOf(tx, webhook, event)
  return body ? { webhook, messageId: messageIdOf(event.id), body } : { skipped: event.number }
})
