import { Badge, Button, Group, Text } from '@mantine/core'
import type { WebhookDelivery, WebhookEventType } from '#contract/shapes/webhook.ts'
import { client } from '../../data/console-client.ts'
import { invalidate } from '../../data/cache.ts'
import { toast } from '../../ui/toasts.ts'
import { Timestamp } from '../../ui/timestamp.tsx'
import settings from '../../ui/settings.module.css'
import { useFormSubmit } from '../../ui/use-form-submit.ts'
import { faultSentence } from '../../messages/fault-sentence.ts'
import { useWebhookMessages } from '../../messages/webhooks/webhook-messages.ts'
import classes from './webhooks.module.css'

/** One delivery: what it told and what came of it; both in full when it is unfolded. */
export function DeliveryRow({ webhookId, delivery }: { webhookId: string; delivery: WebhookDelivery }) {
  const t = useWebhookMessages()
  const { webhooks: tWebhooks } = t
  const { why, eventNumber, eventType, isDelivered, status, errorCode, tookMs, createdAt } = delivery
  const { isBusy, submit } = useFormSubmit(async () => {
    try {
      const again = await client.webhooks.repeat(webhookId, delivery.id)
      toast({
        text: again.errorCode ? tWebhooks.errorMessages[again.errorCode] : tWebhooks.taken,
        isFailure: !again.isDelivered,
      })
    } catch (error) {
      toast({ text: faultSentence(error, t), isFailure: true })
    }
    invalidate('webhook')
  })
  const title =
    why === 'test' ? tWebhooks.why.test : (tWebhooks.eventNames[eventType as WebhookEventType] ?? eventType)
  return (
    <li className={settings.key} style={{ flexWrap: 'wrap' }}>
      <div className={settings.key_facts}>
        <Group gap="xs">
          <Text fw={500}>{title}</Text>
          <Badge size="sm" {...(isDelivered ? { variant: 'light' } : { color: 'red' })}>
            {status ?? tWebhooks.outcomes.failed}
          </Badge>
        </Group>
        {errorCode && <Text size="sm">{tWebhooks.errorMessages[errorCode]}</Text>}
        <Text size="xs" c="var(--quiet)">
          {[
            eventNumber !== null && `#${eventNumber}`,
            why === 'again' ? tWebhooks.why.again : delivery.try > 1 && tWebhooks.attempt(delivery.try),
            tWebhooks.took(tookMs),
          ]
            .filter(Boolean)
            .join(' · ')}{' '}
          · <Timestamp at={createdAt} />
        </Text>
      </div>
      {eventNumber !== null && (
        <Button size="xs" variant="default" loading={isBusy} onClick={() => void submit()}>
          {tWebhooks.again}
        </Button>
      )}
      <details className={classes.details}>
        <summary>{tWebhooks.show}</summary>
        <Text size="xs" fw={600} mt="xs">
          {tWebhooks.sent}
        </Text>
        <pre>{headersIn(delivery.requestHeaders)}</pre>
        <Text size="xs" fw={600}>
          {tWebhooks.answered}
        </Text>
        <pre>
          {[headersIn(delivery.responseHeaders), delivery.responseText].filter(Boolean).join('\n\n') ||
            tWebhooks.answeredNothing}
        </pre>
      </details>
    </li>
  )
}

const headersIn = (headers: Record<string, string>): string =>
  Object.entries(headers)
    .map(([name, value]) => `${name}: ${value}`)
    .join('\n')
