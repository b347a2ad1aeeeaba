import { Badge } from '@mantine/core'
import type { Webhook } from '#contract/shapes/webhook.ts'
import { useWebhookMessages } from '../../messages/webhooks/webhook-messages.ts'

export function StateBadge({ state }: Pick<Webhook, 'state'>) {
  const { webhooks: t } = useWebhookMessages()
  const looks = {
    active: { variant: 'light' },
    failing: { variant: 'filled', color: 'red' },
    stopped: { variant: 'default' },
  } as const
  return (
    <Badge size="sm" {...looks[state]}>
      {t.states[state]}
    </Badge>
  )
}
