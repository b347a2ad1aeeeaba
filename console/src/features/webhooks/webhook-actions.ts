import { useState } from 'react'
import type { Webhook } from '#contract/shapes/webhook.ts'
import { client } from '../../data/console-client.ts'
import { invalidate } from '../../data/cache.ts'
import { removeWithUndo } from '../../ui/removals.ts'
import { toast } from '../../ui/toasts.ts'
import { navigate } from '../../routing/location.ts'
import { to } from '../../routing/route.ts'
import { faultSentence } from '../../messages/fault-sentence.ts'
import { useWebhookMessages } from '../../messages/webhooks/webhook-messages.ts'

type Action = 'test' | 'stop' | 'resume' | 'resume-now' | 'retry' | 'rotate'

/** What can be done with a webhook, and which of it is under way. */
export function useWebhookActions({ id, name }: Webhook, onSecret: (secret: string) => void = () => {}) {
  const t = useWebhookMessages()
  const { webhooks: tWebhooks } = t
  const [busy, setBusy] = useState<Action | null>(null)
  const complain = (error: unknown) => toast({ text: faultSentence(error, t), isFailure: true })
  const doing = (action: Action, work: () => Promise<unknown>) => async () => {
    setBusy(action)
    await work().catch(complain)
    setBusy(null)
    invalidate('webhook')
  }
  return {
    busy,
    test: doing('test', async () => {
      const { errorCode } = await client.webhooks.test(id)
      toast({
        text: errorCode ? tWebhooks.errorMessages[errorCode] : tWebhooks.tested,
        isFailure: errorCode !== null,
      })
    }),
    stop: doing('stop', () => client.webhooks.change(id, { isStopped: true })),
    resume: doing('resume', () => client.webhooks.change(id, { isStopped: false })),
    resumeNow: doing('resume-now', () => client.webhooks.change(id, { isStopped: false, skipsMissed: true })),
    retry: doing('retry', () => client.webhooks.retry(id)),
    rotate: doing('rotate', async () => {
      onSecret((await client.webhooks.rotateSecret(id)).secret)
      toast({ text: tWebhooks.rotated })
    }),
    remove() {
      navigate(to.settings('webhooks'))
      removeWithUndo({
        id,
        message: tWebhooks.removed(name),
        remove: (options) => client.webhooks.remove(id, {}, options),
        onFailure: complain,
      })
    },
  }
}
