import { Badge, Button, Group, Text } from '@mantine/core'
import type { WebhookDelivery, WebhookEventType } from '#contract/shapes/webhook.ts'
import { client } from '../console-client.ts'
import { refresh } from '../data/cache.ts'
import { toast } from '../look/toasts.ts'
import { When } from '../look/when.tsx'
import settings from '../settings/settings.module.css'
import { useSending } from '../settings/use-sending.ts'
import { faultSentence } from '../words/fault-sentence.ts'
import { useWebhookWords } from '../words/webhooks/webhook-words.ts'
import classes from './webhooks.module.css'

/** One delivery: what it told and what came of it; both in full when it is unfolded. */
export function DeliveryRow({ webhookId, delivery }: { webhookId: string; delivery: WebhookDelivery }) {
  const words = useWebhookWords()
  const { webhooks: said } = words
  const { why, eventNumber, eventType, isDelivered, status, trouble, tookMs, createdAt } = delivery
  const { isBusy, submit } = useSending(async () => {
    try {
      const again = await client.webhooks.repeat(webhookId, delivery.id)
      toast({
        text: again.trouble ? said.troubles[again.trouble] : said.taken,
        isFailure: !again.isDelivered,
      })
    } catch (error) {
      toast({ text: faultSentence(error, words), isFailure: true })
    }
    refresh('webhooks')
  })
  const title = why === 'test' ? said.why.test : (said.eventNames[eventType as WebhookEventType] ?? eventType)
  return (
    <li className={settings.key} style={{ flexWrap: 'wrap' }}>
      <div className={settings.key_facts}>
        <Group gap="xs">
          <Text fw={500}>{title}</Text>
          <Badge size="sm" {...(isDelivered ? { variant: 'light' } : { color: 'red' })}>
            {status ?? said.outcomes.failed}
          </Badge>
        </Group>
        {trouble && <Text size="sm">{said.troubles[trouble]}</Text>}
        <Text size="xs" c="var(--quiet)">
          {[
            eventNumber !== null && `#${eventNumber}`,
            why === 'again' ? said.why.again : delivery.try > 1 && said.attempt(delivery.try),
            said.took(tookMs),
          ]
            .filter(Boolean)
            .join(' · ')}{' '}
          · <When at={createdAt} />
        </Text>
      </div>
      {eventNumber !== null && (
        <Button size="xs" variant="default" loading={isBusy} onClick={() => void submit()}>
          {said.again}
        </Button>
      )}
      <details className={classes.details}>
        <summary>{said.show}</summary>
        <Text size="xs" fw={600} mt="xs">
          {said.sent}
        </Text>
        <pre>{headersIn(delivery.requestHeaders)}</pre>
        <Text size="xs" fw={600}>
          {said.answered}
        </Text>
        <pre>
          {[headersIn(delivery.responseHeaders), delivery.responseText].filter(Boolean).join('\n\n') ||
            said.answeredNothing}
        </pre>
      </details>
    </li>
  )
}

const headersIn = (headers: Record<string, string>): string =>
  Object.entries(headers)
    .map(([name, value]) => `${name}: ${value}`)
    .join('\n')
