import { flow } from '#kernel/use-case.ts'
import { enterRound } from './enter-round.ts'
import { passOn } from './pass-on.ts'
import { readNext } from './read-next.ts'
import { restWebhook } from './rest.ts'
import { sendEvent } from './send-event.ts'
import { settleDelivery } from './settle-delivery.ts'
import { skipEvent } from './skip-event.ts'
import { webhookDeliver } from './webhook-job.ts'

// So that many webhooks with long backlogs take turns.
const ROUND_MS = 20_000

/**
 * Tells a webhook of what it has not heard of, one event after the other. The first that fails ends the round and is
 * tried again later, before all others. What was sent and not noted, because the process died, is sent again.
 */
export const deliverEvents = flow({
  name: 'webhook.deliver',
  permission: 'internal',
  input: webhookDeliver.input,
  async run(context, round): Promise<void> {
    const { scope } = context
    const run = await enterRound(scope, round)
    if (!run) return
    const begun = performance.now()
    while (performance.now() - begun < ROUND_MS) {
      scope.signal.throwIfAborted()
      const next = await readNext(scope, run)
      if (next === 'over') return
      if (next === 'nothing') {
        if (await restWebhook(scope, run)) return
        continue
      }
      if ('skipped' in next) {
        await skipEvent(scope, { run, number: next.skipped })
        continue
      }
      const outcome = await sendEvent(context, next)
      if (!(await settleDelivery(scope, { run, letter: next, outcome }))) return
    }
    await passOn(scope, { ...round, delayMs: 0 })
  },
})
