import { Button, Group, SegmentedControl, Stack, Title } from '@mantine/core'
import type { Page } from '#contract/page.ts'
import type { WebhookDelivery } from '#contract/shapes/webhook.ts'
import { useResource } from '../../data/use-resource.ts'
import { pages } from '../../data/resource.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { SendIcon } from '../../ui/icons.tsx'
import { ResourceView, SkeletonRows } from '../../ui/resource-view.tsx'
import { useFilter } from '../../routing/location.ts'
import classes from '../../ui/settings.module.css'
import { useFormSubmit } from '../../ui/use-form-submit.ts'
import { useWebhookMessages } from '../../messages/webhooks/webhook-messages.ts'
import { DeliveryRow } from './delivery-row.tsx'

const outcomes = ['', 'delivered', 'failed'] as const
type Outcome = (typeof outcomes)[number]

/** What a webhook was sent and what it answered; which of it is part of the address. */
export function Deliveries({ webhookId }: { webhookId: string }) {
  const { webhooks: t } = useWebhookMessages()
  const [asked, setOutcome] = useFilter('outcome')
  const outcome = outcomes.find((one) => one === asked) ?? ''
  const held = useResource(pages('webhooks.deliveries', webhookId, { outcome }))
  return (
    <Stack gap="sm">
      <Group justify="space-between">
        <Title order={3} size="h5">
          {t.deliveries}
        </Title>
        <SegmentedControl
          size="xs"
          aria-label={t.deliveries}
          data={outcomes.map((value) => ({ value, label: t.outcomes[value === '' ? 'all' : value] }))}
          value={outcome}
          onChange={setOutcome}
        />
      </Group>
      <ResourceView of={held} skeleton={<SkeletonRows count={5} height={56} />}>
        {(page) => <DeliveryList webhookId={webhookId} outcome={outcome} page={page} />}
      </ResourceView>
    </Stack>
  )
}

interface DeliveryListProps {
  webhookId: string
  outcome: Outcome
  page: Page<WebhookDelivery>
}

function DeliveryList({ webhookId, outcome, page }: DeliveryListProps) {
  const { webhooks: t, general } = useWebhookMessages()
  const { isBusy, submit } = useFormSubmit(() =>
    pages('webhooks.deliveries', webhookId, { outcome }).more(page),
  )
  if (page.items.length === 0)
    return <EmptyState icon={SendIcon} title={t.deliveriesNone} hint={t.deliveriesHint} />
  return (
    <>
      <ul className={classes.keys}>
        {page.items.map((delivery) => (
          <DeliveryRow key={delivery.id} webhookId={webhookId} delivery={delivery} />
        ))}
      </ul>
      {page.nextCursor !== null && (
        <Button variant="subtle" loading={isBusy} onClick={() => void submit()}>
          {general.showMore}
        </Button>
      )}
    </>
  )
}
