import { Button, Group, Stack } from '@mantine/core'
import { useState } from 'react'
import type { Webhook } from '#contract/shapes/webhook.ts'
import { DetailHeader } from '../../ui/detail-header.tsx'
import { to } from '../../routing/route.ts'
import { useWebhookMessages } from '../../messages/webhooks/webhook-messages.ts'
import { Deliveries } from './deliveries.tsx'
import { ReplayDialog } from './replay-dialog.tsx'
import { StateAlert } from './state-alert.tsx'
import { StateBadge } from './state-badge.tsx'
import { useWebhookActions } from './webhook-actions.ts'
import { WebhookDialog } from './webhook-dialog.tsx'

/** One webhook: how it does, what can be done with it, and what it was sent. */
export function WebhookDetail({
  webhook,
  onSecret,
}: {
  webhook: Webhook
  onSecret: (secret: string) => void
}) {
  const { webhooks: t, general } = useWebhookMessages()
  const [isChanging, setChanging] = useState(false)
  const [isReplaying, setReplaying] = useState(false)
  const { busy, test, stop, rotate, remove } = useWebhookActions(webhook, onSecret)
  const { name, url, state, eventTypes, channelId } = webhook
  return (
    <Stack>
      <DetailHeader
        up={{ href: to.settings('webhooks'), label: t.all }}
        name={name}
        badges={<StateBadge state={state} />}
        address={url}
      >
        {channelId ? t.channel : eventTypes.map((type) => t.eventNames[type]).join(' · ')}
      </DetailHeader>
      <StateAlert webhook={webhook} />
      <Group gap="xs">
        <Button size="xs" onClick={test} loading={busy === 'test'}>
          {t.test}
        </Button>
        <Button size="xs" variant="default" onClick={() => setChanging(true)}>
          {t.change}
        </Button>
        <Button size="xs" variant="default" onClick={rotate} loading={busy === 'rotate'}>
          {t.rotate}
        </Button>
        {state !== 'stopped' && (
          <>
            <Button size="xs" variant="default" onClick={() => setReplaying(true)}>
              {t.replay}
            </Button>
            <Button size="xs" variant="default" onClick={stop} loading={busy === 'stop'}>
              {t.stop}
            </Button>
          </>
        )}
        <Button size="xs" variant="light" color="red" onClick={remove}>
          {general.remove}
        </Button>
      </Group>
      <Deliveries webhookId={webhook.id} />
      <WebhookDialog isOpen={isChanging} webhook={webhook} onClose={() => setChanging(false)} />
      <ReplayDialog isOpen={isReplaying} webhookId={webhook.id} onClose={() => setReplaying(false)} />
    </Stack>
  )
}
