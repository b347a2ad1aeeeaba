import { Modal, MultiSelect, Switch, TextInput } from '@mantine/core'
import { useState } from 'react'
import {
  type NewWebhook,
  type Webhook,
  type WebhookEventType,
  webhookEventTypes,
} from '#contract/shapes/webhook.ts'
import { client } from '../../data/console-client.ts'
import { invalidate } from '../../data/cache.ts'
import { UrlField } from '../../ui/url-field.tsx'
import { DialogForm } from '../../ui/form-dialog.tsx'
import { useFormSubmit } from '../../ui/use-form-submit.ts'
import { useWebhookMessages } from '../../messages/webhooks/webhook-messages.ts'

interface WebhookDialogProps {
  isOpen: boolean
  /** The one that is changed; null for a new one. */
  webhook: Webhook | null
  onClose: () => void
  onMade?: (made: NewWebhook) => void
}

export function WebhookDialog({ isOpen, webhook, onClose, onMade }: WebhookDialogProps) {
  const { webhooks: t } = useWebhookMessages()
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      title={webhook ? t.changeTitle(webhook.name) : t.addTitle}
      size="lg"
      closeOnClickOutside={false}
    >
      <WebhookForm webhook={webhook} onClose={onClose} onMade={onMade ?? onClose} />
    </Modal>
  )
}

interface WebhookFormProps {
  webhook: Webhook | null
  onClose: () => void
  onMade: (made: NewWebhook) => void
}

/** What is told of without being chosen: what people say, and what they are answered. */
const usual: WebhookEventType[] = ['message.created', 'reply.ended', 'conversation.handed']

function WebhookForm({ webhook, onClose, onMade }: WebhookFormProps) {
  const t = useWebhookMessages()
  const { webhooks: tWebhooks } = t
  const isOfChannel = webhook !== null && webhook.channelId !== null
  const [name, setName] = useState(webhook?.name ?? '')
  const [url, setUrl] = useState(webhook?.url ?? '')
  const [eventTypes, setEventTypes] = useState<WebhookEventType[]>(webhook?.eventTypes ?? usual)
  const [carriesText, setCarriesText] = useState(webhook?.carriesText ?? false)
  const { errorBeside, isBusy, submit, saidOf } = useFormSubmit(async () => {
    const place = { name: name.trim(), url: url.trim() }
    const facts = isOfChannel ? place : { ...place, eventTypes, carriesText }
    const made = webhook
      ? await client.webhooks.change(webhook.id, facts)
      : await client.webhooks.create(facts)
    invalidate('webhook')
    if ('secret' in made) onMade(made)
    else onClose()
  })
  return (
    <DialogForm
      onClose={onClose}
      onSave={submit}
      isBusy={isBusy}
      error={errorBeside(['url'])}
      isUnfit={name.trim() === '' || url.trim() === '' || (!isOfChannel && eventTypes.length === 0)}
      saveLabel={webhook ? t.general.save : tWebhooks.create}
    >
      <TextInput
        label={tWebhooks.name}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        maxLength={80}
        required
        data-autofocus
      />
      <UrlField
        label={tWebhooks.url}
        description={tWebhooks.urlHint}
        value={url}
        onChange={setUrl}
        error={saidOf('url')}
        required
      />
      {!isOfChannel && (
        <>
          <MultiSelect
            label={tWebhooks.events}
            data={webhookEventTypes.map((value) => ({ value, label: tWebhooks.eventNames[value] }))}
            value={eventTypes}
            onChange={(values) => setEventTypes(values as WebhookEventType[])}
            searchable
            hidePickedOptions
            maxDropdownHeight={260}
          />
          <Switch
            label={tWebhooks.carriesText}
            description={tWebhooks.carriesTextHint}
            checked={carriesText}
            onChange={(event) => setCarriesText(event.currentTarget.checked)}
          />
        </>
      )}
    </DialogForm>
  )
}
