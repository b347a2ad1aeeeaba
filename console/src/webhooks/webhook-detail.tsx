import { Button, Group, Stack, Text, Title } from '@mantine/core'
import { useState } from 'react'
import type { Webhook } from '#contract/shapes/webhook.ts'
import { BackLink } from '../look/back-link.tsx'
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
      <div>
        <BackLink href={to.settings('webhooks')}>{said.all}</BackLink>
        <Group gap="xs">
          <Title order={2} size="h4">
            {name}
          </Title>
          <StateBadge state={state} />
        </Group>
        <Text size="sm" dir="ltr" ta="start" style={{ overflowWrap: 'anywhere' }}>
          {url}
        </Text>
        <Text size="sm" c="var(--quiet)">
          {channelId ? said.channel : eventTypes.map((type) => said.eventNames[type]).join(' · ')}
        </Text>
      </div>
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
