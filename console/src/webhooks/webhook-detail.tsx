import { Button, Group, Stack } from '@mantine/core'
import { useState } from 'react'
import type { Webhook } from '#contract/shapes/webhook.ts'
import { DetailHead } from '../look/detail-head.tsx'
import { to } from '../routing/route.ts'
import { useWebhookWords } from '../words/webhooks/webhook-words.ts'
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
  const { webhooks: said, general } = useWebhookWords()
  const [isChanging, setChanging] = useState(false)
  const [isReplaying, setReplaying] = useState(false)
  const { busy, test, stop, rotate, remove } = useWebhookActions(webhook, onSecret)
  const { name, url, state, eventTypes, channelId } = webhook
  return (
    <Stack>
      <DetailHead
        up={{ href: to.settings('webhooks'), label: said.all }}
        name={name}
        badges={<StateBadge state={state} />}
        address={url}
      >
        {channelId ? said.channel : eventTypes.map((type) => said.eventNames[type]).join(' · ')}
      </DetailHead>
      <StateAlert webhook={webhook} />
      <Group gap="xs">
        <Button size="xs" onClick={test} loading={busy === 'test'}>
          {said.test}
        </Button>
        <Button size="xs" variant="default" onClick={() => setChanging(true)}>
          {said.change}
        </Button>
        <Button size="xs" variant="default" onClick={rotate} loading={busy === 'rotate'}>
          {said.rotate}
        </Button>
        {state !== 'stopped' && (
          <>
            <Button size="xs" variant="default" onClick={() => setReplaying(true)}>
              {said.replay}
            </Button>
            <Button size="xs" variant="default" onClick={stop} loading={busy === 'stop'}>
              {said.stop}
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
