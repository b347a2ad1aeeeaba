import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { client } from '../../data/console-client.ts'
import { invalidate } from '../../data/cache.ts'
import { ErrorState } from '../../ui/error-state.tsx'
import { toast } from '../../ui/toasts.ts'
import { useFormSubmit } from '../../ui/use-form-submit.ts'
import { useWebhookMessages } from '../../messages/webhooks/webhook-messages.ts'

interface ReplayDialogProps {
  isOpen: boolean
  webhookId: string
  onClose: () => void
}

const HOUR_MS = 3_600_000

/** A moment as a field of date and time has it: without a zone, by the clock of whoever looks. */
const asField = (date: Date) =>
  new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16)

/** Asks since when everything is to be told once more. */
export function ReplayDialog({ isOpen, webhookId, onClose }: ReplayDialogProps) {
  const { webhooks: t } = useWebhookMessages()
  const [since, setSince] = useState(() => asField(new Date(Date.now() - HOUR_MS)))
  const { error, isBusy, submit } = useFormSubmit(async () => {
    await client.webhooks.replay(webhookId, { since: new Date(since).toISOString() })
    invalidate('webhook')
    toast({ text: t.replayed })
    onClose()
  })
  return (
    <Modal opened={isOpen} onClose={onClose} title={t.replayTitle}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          void submit()
        }}
      >
        <Stack>
          {error !== undefined && <ErrorState error={error} />}
          <Text size="sm">{t.replayHint}</Text>
          <TextInput
            label={t.replaySince}
            type="datetime-local"
            value={since}
            max={asField(new Date())}
            onChange={(event) => setSince(event.currentTarget.value)}
            required
            data-autofocus
          />
          <Group justify="flex-end">
            <Button type="submit" loading={isBusy} disabled={since === ''}>
              {t.replayTitle}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
