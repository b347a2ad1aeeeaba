import { Button } from '@mantine/core'
import { useEffect, useState } from 'react'
import type { Webhook } from '#contract/shapes/webhook.ts'
import { invalidate } from '../../data/cache.ts'
import { useStore } from '../../data/store.ts'
import { removing } from '../../ui/removals.ts'
import { useResource } from '../../data/use-resource.ts'
import { resource } from '../../data/resource.ts'
import { PlusIcon, SendIcon } from '../../ui/icons.tsx'
import { ResourceView } from '../../ui/resource-view.tsx'
import { NotFound } from '../../ui/not-found.tsx'
import { useFilter } from '../../routing/location.ts'
import { SecretDialog } from '../../ui/secret-dialog.tsx'
import { SettingsList } from '../../ui/settings-list.tsx'
import { useWebhookMessages } from '../../messages/webhooks/webhook-messages.ts'
import { WebhookDetail } from './webhook-detail.tsx'
import { WebhookDialog } from './webhook-dialog.tsx'
import { WebhookRow } from './webhook-row.tsx'

const AGAIN_MS = 5_000

/** The addresses outside that are told what happens, or one of them, which has an address in the console. */
export function WebhooksPage() {
  const { webhooks: t } = useWebhookMessages()
  const held = useResource(resource('webhooks.list'))
  const hidden = useStore(removing)
  const [open, setOpen] = useFilter('webhook')
  const [isAdding, setAdding] = useState(false)
  const [secret, setSecret] = useState<string | null>(null)
  useEffect(() => {
    const timer = setInterval(() => !document.hidden && invalidate('webhook'), AGAIN_MS)
    return () => clearInterval(timer)
  }, [])
  return (
    <>
      <ResourceView of={held}>
        {({ items }) => {
          const shown = items.filter(({ id }) => !hidden.has(id))
          if (open === '') return <List items={shown} onAdd={() => setAdding(true)} />
          const one = shown.find(({ id }) => id === open)
          return one ? <WebhookDetail key={one.id} webhook={one} onSecret={setSecret} /> : <NotFound />
        }}
      </ResourceView>
      <WebhookDialog
        isOpen={isAdding}
        webhook={null}
        onClose={() => setAdding(false)}
        onMade={(made) => {
          setAdding(false)
          setOpen(made.webhook.id)
          setSecret(made.secret)
        }}
      />
      <SecretDialog t={t} secret={secret} onClose={() => setSecret(null)} />
    </>
  )
}

function List({ items, onAdd }: { items: Webhook[]; onAdd: () => void }) {
  const { webhooks: t } = useWebhookMessages()
  const add = (
    <Button leftSection={<PlusIcon />} onClick={onAdd}>
      {t.add}
    </Button>
  )
  return (
    <SettingsList t={t} icon={SendIcon} add={add} isEmpty={items.length === 0}>
      {items.map((webhook) => (
        <WebhookRow key={webhook.id} webhook={webhook} />
      ))}
    </SettingsList>
  )
}
