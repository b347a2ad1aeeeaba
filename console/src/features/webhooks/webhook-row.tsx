import { Group, Text } from '@mantine/core'
import type { Webhook } from '#contract/shapes/webhook.ts'
import { Link } from '../../routing/link.tsx'
import { to } from '../../routing/route.ts'
import classes from '../../ui/settings.module.css'
import { useWebhookMessages } from '../../messages/webhooks/webhook-messages.ts'
import { StateBadge } from './state-badge.tsx'

export const addressOfWebhook = (id: string) => `${to.settings('webhooks')}?webhook=${id}`

/** One webhook in the list: where it leads and how it does. */
export function WebhookRow({ webhook }: { webhook: Webhook }) {
  const { webhooks: t } = useWebhookMessages()
  const { id, name, url, state, behind, eventTypes, channelId } = webhook
  return (
    <li className={classes.key}>
      <div className={classes.key_facts}>
        <Group gap="xs">
          <Text fw={600} component={Link} href={addressOfWebhook(id)}>
            {name}
          </Text>
          <StateBadge state={state} />
        </Group>
        <Text size="sm" dir="ltr" ta="start">
          {url}
        </Text>
        <Text size="xs" c="var(--quiet)">
          {channelId ? t.channel : t.told(eventTypes.length)}
          {state !== 'active' && behind > 0 && ` · ${t.behind(behind)}`}
        </Text>
      </div>
    </li>
  )
}
