import { noteState } from '#features/channels/index.ts'
import { askForMail } from '#features/mail/index.ts'
import { findAdminEmails } from '#features/people/index.ts'
import { step } from '#kernel/step.ts'
import type { CommandContext } from '#kernel/use-case.ts'
import { stoppedMail } from '../stopped-mail.ts'
import { FAILS_DAYS_MAX, type WebhookRow } from '../webhook.ts'
import { lockInRun, moveWebhook } from '../webhook-store.ts'
import { beginBatch } from './begin-batches.ts'
import { noteDelivery } from './note-delivery.ts'
import type { Outcome } from './post-event.ts'
import type { RunRef } from './read-next.ts'
import type { Letter } from './send-event.ts'

const DAY_MS = 86_400_000

/**
 * Records the outcome of a delivery, and moves on or waits for a retry. True if the run continues. Part of
 * `deliverEvents`.
 */
export const settleDelivery = step(
  async (
    context,
    { run, letter, outcome }: { run: RunRef; letter: Letter; outcome: Outcome },
  ): Promise<boolean> => {
    const { tx, scope } = context
    const row = await lockInRun(tx, run)
    if (!row) return false
    await noteDelivery(tx, scope, { why: 'event', try: row.tries + 1, letter, outcome })
    // Somebody moved the webhook to another position in the meantime: this delivery does not change that.
    if (row.position !== letter.webhook.position) return true
    if (outcome.errorCode !== null) {
      await fail(context, row, outcome)
      return false
    }
    await noteCarried(context, row, letter)
    const position = letter.body.number ?? row.position
    await moveWebhook(tx, row.id, { position, tries: 0, failing_since: null, next_try_at: null })
    return true
  },
)

/** A delivered answer has reached its channel. */
async function noteCarried(
  { tx, scope }: CommandContext,
  { channel_id: channelId }: WebhookRow,
  { body }: Letter,
) {
  const { messageId } = body.data
  if (channelId === null || typeof messageId !== 'string') return
  await noteState(tx, scope, { channelId, messageId, state: 'sent', detail: '', outsideId: null })
}

async function fail(context: CommandContext, row: WebhookRow, { errorCode, retryAfterMs }: Outcome) {
  const { tx, scope } = context
  const now = scope.app.now()
  const since = row.failing_since ?? now
  const hasFailedLong = now.getTime() - since.getTime() >= FAILS_DAYS_MAX * DAY_MS
  if (errorCode === 'gone' || hasFailedLong)
    return stop(context, row, errorCode === 'gone' ? 'gone' : 'failing', since)
  const tries = row.tries + 1
  await moveWebhook(tx, row.id, { tries, failing_since: since })
  await beginBatch(context, row, pauseAfter(tries, retryAfterMs))
}

async function stop(context: CommandContext, { id, name }: WebhookRow, why: 'gone' | 'failing', since: Date) {
  const { tx, scope, emit } = context
  await moveWebhook(tx, id, {
    stopped_at: scope.app.now(),
    stopped_why: why,
    failing_since: since,
    next_try_at: null,
    is_busy: false,
  })
  emit({ type: 'webhook.stopped', payload: { webhookId: id, name, why } })
  for (const to of await findAdminEmails(tx)) askForMail(context, stoppedMail(scope, { to, id, name, why }))
}

const SECOND_MS = 1_000
const HOUR_MS = 3_600_000
const PAUSE_MAX_MS = HOUR_MS
const ASKED_MAX_MS = 24 * HOUR_MS

/**
 * The pause after a number of failed attempts: 1 s, 2 s, 4 s … at most an hour, plus up to a quarter of jitter; longer
 * if the receiver requests it, up to a day.
 */
function pauseAfter(tries: number, askedMs: number | null): number {
  const pause = Math.min(2 ** (tries - 1) * SECOND_MS, PAUSE_MAX_MS) * (1 + Math.random() / 4)
  return Math.round(Math.max(pause, Math.min(askedMs ?? 0, ASKED_MAX_MS)))
}
