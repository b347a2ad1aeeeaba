import { Badge } from '@mantine/core'
import type { Webhook } from '#contract/shapes/webhook.ts'
import { useWebhookWords } from '../words/webhooks/webhook-words.ts'

export function StateBadge({ state }: Pick<Webhook, 'state'>) {
  const { webhooks: said } = useWebhookWords()
  const looks = {
    active: { variant: 'light' },
    failing: { variant: 'filled', color: 'red' },
    stopped: { variant: 'default' },
  } as const
  return (
    <Badge size="sm" {...looks[state]}>
      {said.states[state]}
    </Badge>
  )
}
