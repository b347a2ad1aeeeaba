import { z } from 'zod'
import { firstEvent, lastNumber } from '#platform/outbox/find-events.ts'
import { holdPosition, movePosition, readPosition } from '#platform/outbox/follower-position.ts'
import { command } from '#kernel/use-case.ts'
import { FOLLOWER, wantedBy } from '../webhook.ts'
import { lockHearing, moveWebhook } from '../webhook-store.ts'
import { beginRound } from './begin-round.ts'

/** Begins to tell those webhooks of what happened lately that have nothing else to do. False: never more at once. */
export const beginRounds = command({
  name: 'webhook.begin-rounds',
  permission: 'internal',
  input: z.strictObject({}),
  async run(context) {
    const { tx, scope } = context
    const from = await readPosition(tx, FOLLOWER)
    if (!(await holdPosition(tx, { tenantId: scope.tenantId, name: FOLLOWER, number: from }))) return true
    // After the locks, so that whoever rests meanwhile has either seen these events or is seen resting.
    const webhooks = await lockHearing(tx)
    const last = await lastNumber(tx)
    for (const webhook of webhooks) {
      if (webhook.is_busy || webhook.position >= last) continue
      const event = await firstEvent(tx, wantedBy(webhook), { after: webhook.position, through: last })
      if (event) await beginRound(context, webhook)
      else await moveWebhook(tx, webhook.id, { position: last })
    }
    await movePosition(tx, FOLLOWER, last)
    return false
  },
})
