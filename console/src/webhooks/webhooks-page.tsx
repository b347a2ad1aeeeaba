import { Button } from '@mantine/core'
import { useEffect, useState } from 'react'
import type { Webhook } from '#contract/shapes/webhook.ts'
import { refresh } from '../data/cache.ts'
import { useCell } from '../data/cell.ts'
import { removing } from '../data/removals.ts'
import { useResource } from '../data/use-resource.ts'
import { webhooks } from '../data/webhook-resources.ts'
import { PlusIcon, SendIcon } from '../look/icons.tsx'
import { Loaded } from '../look/loaded.tsx'
import { Nowhere } from '../look/nowhere.tsx'
import { useFilter } from '../routing/location.ts'
import { SecretDialog } from '../settings/secret-dialog.tsx'
import { Shelf } from '../settings/shelf.tsx'
import { useWebhookWords } from '../words/webhooks/webhook-words.ts'
import { WebhookDetail } from './webhook-detail.tsx'
import { WebhookDialog } from './webhook-dialog.tsx'
import { WebhookRow } from './webhook-row.tsx'

const AGAIN_MS = 5_000

/** The addresses outside that are told what happens, or one of them, which has an address in the console. */
export function WebhooksPage() {
  const { webhooks: said } = useWebhookWords()
  const held = useResource(webhooks)
  const hidden = useCell(removing)
  const [open, setOpen] = useFilter('webhook')
  const [isAdding, setAdding] = useState(false)
  const [secret, setSecret] = useState<string | null>(null)
  useEffect(() => {
    const timer = setInterval(() => !document.hidden && refresh('webhooks'), AGAIN_MS)
    return () => clearInterval(timer)
  }, [])
  return (
    <>
      <Loaded of={held}>
        {({ items }) => {
          const shown = items.filter(({ id }) => !hidden.has(id))
          if (open === '') return <List items={shown} onAdd={() => setAdding(true)} />
          const one = shown.find(({ id }) => id === open)
          return one ? <WebhookDetail key={one.id} webhook={one} onSecret={setSecret} /> : <Nowhere />
        }}
      </Loaded>
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
      <SecretDialog said={said} secret={secret} onClose={() => setSecret(null)} />
    </>
  )
}

function List({ items, onAdd }: { items: Webhook[]; onAdd: () => void }) {
  const { webhooks: said } = useWebhookWords()
  const add = (
    <Button leftSection={<PlusIcon />} onClick={onAdd}>
      {said.add}
    </Button>
  )
  return (
    <Shelf said={said} icon={SendIcon} add={add} isEmpty={items.length === 0}>
      {items.map((webhook) => (
        <WebhookRow key={webhook.id} webhook={webhook} />
      ))}
    </Shelf>
  )
}
