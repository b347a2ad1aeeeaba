import { useState } from 'react'
import type { Webhook } from '#contract/shapes/webhook.ts'
import { client } from '../console-client.ts'
import { refresh } from '../data/cache.ts'
import { removeWithUndo } from '../data/removals.ts'
import { toast } from '../look/toasts.ts'
import { navigate } from '../routing/location.ts'
import { to } from '../routing/route.ts'
import { faultSentence } from '../words/fault-sentence.ts'
import { useWebhookWords } from '../words/webhooks/webhook-words.ts'

type Action = 'test' | 'stop' | 'resume' | 'resume-now' | 'retry' | 'rotate'

/** What can be done with a webhook, and which of it is under way. */
export function useWebhookActions({ id, name }: Webhook, onSecret: (secret: string) => void = () => {}) {
  const words = useWebhookWords()
  const { webhooks: said } = words
  const [busy, setBusy] = useState<Action | null>(null)
  const complain = (error: unknown) => toast({ text: faultSentence(error, words), isFailure: true })
  const doing = (action: Action, work: () => Promise<unknown>) => async () => {
    setBusy(action)
    await work().catch(complain)
    setBusy(null)
    refresh('webhooks')
  }
  return {
    busy,
    test: doing('test', async () => {
      const { trouble } = await client.webhooks.test(id)
      toast({ text: trouble ? said.troubles[trouble] : said.tested, isFailure: trouble !== null })
    }),
    stop: doing('stop', () => client.webhooks.change(id, { isStopped: true })),
    resume: doing('resume', () => client.webhooks.change(id, { isStopped: false })),
    resumeNow: doing('resume-now', () => client.webhooks.change(id, { isStopped: false, skipsMissed: true })),
    retry: doing('retry', () => client.webhooks.retry(id)),
    rotate: doing('rotate', async () => {
      onSecret((await client.webhooks.rotateSecret(id)).secret)
      toast({ text: said.rotated })
    }),
    remove() {
      navigate(to.settings('webhooks'))
      removeWithUndo({
        id,
        said: said.removed(name),
        remove: (options) => client.webhooks.remove(id, options),
        onFailure: complain,
      })
    },
  }
}
