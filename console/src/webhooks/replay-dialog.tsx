import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { client } from '../console-client.ts'
import { refresh } from '../data/cache.ts'
import { Failure } from '../look/failure.tsx'
import { toast } from '../look/toasts.ts'
import { useSending } from '../settings/use-sending.ts'
import { useWebhookWords } from '../words/webhooks/webhook-words.ts'

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
  const { webhooks: said } = useWebhookWords()
  const [since, setSince] = useState(() => asField(new Date(Date.now() - HOUR_MS)))
  const { error, isBusy, submit } = useSending(async () => {
    await client.webhooks.replay(webhookId, new Date(since).toISOString())
    refresh('webhooks')
    toast({ text: said.replayed })
    onClose()
  })
  return (
    <Modal opened={isOpen} onClose={onClose} title={said.replayTitle}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          void submit()
        }}
      >
        <Stack>
          {error !== undefined && <Failure error={error} />}
          <Text size="sm">{said.replayHint}</Text>
          <TextInput
            label={said.replaySince}
            type="datetime-local"
            value={since}
            max={asField(new Date())}
            onChange={(event) => setSince(event.currentTarget.value)}
            required
            data-autofocus
          />
          <Group justify="flex-end">
            <Button type="submit" loading={isBusy} disabled={since === ''}>
              {said.replayTitle}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
