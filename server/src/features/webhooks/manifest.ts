import type { Manifest } from '#kernel/manifest.ts'
import { jobHandler } from '#kernel/jobs.ts'
import type { Actor } from '#kernel/scope.ts'
import type { PersonalData } from '#kernel/personal-data.ts'
import { sealedSecrets as sealedColumns } from './webhook.ts'
import { deliverEvents } from './deliver/deliver-events.ts'
import { requeueBatch } from './deliver/requeue-batch.ts'
import { webhookDeliver } from './job-kinds.ts'

/** Responses of receivers to events about a person's conversations, which may repeat their text. */
const personalDeliveries: PersonalData = {
  name: 'deliveries',
  async move({ tx }, fromId, toId) {
    await tx
      .updateTable('webhook_deliveries')
      .set({ person_id: toId })
      .where('person_id', '=', fromId)
      .execute()
  },
  async erase({ tx }, visitorId) {
    const { numUpdatedRows } = await tx
      .updateTable('webhook_deliveries')
      .set({ person_id: null, response_text: '' })
      .where('person_id', '=', visitorId)
      .executeTakeFirstOrThrow()
    return Number(numUpdatedRows)
  },
}

// A slow receiver occupies one of them until it responds.
const AT_ONCE = 32
const AFTER_OUR_FAILURE_MS = 300_000

const jobHandlers = [
  jobHandler(webhookDeliver, {
    work: deliverEvents,
    concurrency: AT_ONCE,
    // A failure here is ours, not the receiver's. No event is skipped for it.
    giveUp: (scope, batch) => requeueBatch(scope, { ...batch, delayMs: AFTER_OUR_FAILURE_MS }),
  }),
] as const

export const manifest: Manifest = {
  jobHandlers,
  sealedColumns,
  personalData: [personalDeliveries],
}

const whoManagesWebhooks = (actor: Actor) => actor.permissions.has('webhook:manage')

/** Who may receive its events. */
export const audience = {
  'webhook.created': whoManagesWebhooks,
  'webhook.changed': whoManagesWebhooks,
  'webhook.secret-rotated': whoManagesWebhooks,
  'webhook.replayed': whoManagesWebhooks,
  'webhook.stopped': whoManagesWebhooks,
  'webhook.deleted': whoManagesWebhooks,
} as const
