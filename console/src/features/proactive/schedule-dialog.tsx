import { Button, Divider, Group, Modal, Select, Stack, Text, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { Conversation } from '#contract/shapes/conversation.ts'
import { client } from '../../data/console-client.ts'
import { invalidate } from '../../data/cache.ts'
import { useResource } from '../../data/use-resource.ts'
import { all } from '../../data/resource.ts'
import { ErrorState } from '../../ui/error-state.tsx'
import { toast } from '../../ui/toasts.ts'
import { useFormSubmit } from '../../ui/use-form-submit.ts'
import { useProactivePagesMessages } from '../../messages/proactive-pages/proactive-pages-messages.ts'
import { ScheduledMessages } from './scheduled-messages.tsx'
import { localMinute, patternOf, type Repeat, repeats } from './repeat.ts'

interface ScheduleDialogProps {
  conversation: Conversation
  onClose: () => void
}

const soon = () => localMinute(new Date(Date.now() + 3_600_000))

/** Schedules a message of the agent of a conversation, and lists those that are scheduled. */
export function ScheduleDialog({ conversation: { id, agentId }, onClose }: ScheduleDialogProps) {
  const { proactive, general } = useProactivePagesMessages()
  const { value } = useResource(all('agents.list'))
  const agent = value?.items.find((other) => other.id === agentId)
  const [text, setText] = useState('')
  const [at, setAt] = useState(soon)
  const [repeat, setRepeat] = useState<Repeat>('once')
  const { error, isBusy, submit, saidOf } = useFormSubmit(async () => {
    const moment = new Date(at)
    await client.proactive.schedule(id, {
      text,
      at: moment.toISOString(),
      schedule: patternOf(repeat, moment),
      timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    })
    invalidate('scheduled-message')
    toast({ text: proactive.didSchedule })
    setText('')
  })
  return (
    <Modal
      opened
      onClose={onClose}
      title={proactive.scheduleTitle}
      closeButtonProps={{ 'aria-label': general.close }}
    >
      <Stack>
        <form
          onSubmit={(event) => {
            event.preventDefault()
            void submit()
          }}
        >
          <Stack>
            <Text size="sm" c="var(--quiet)">
              {agent ? proactive.scheduleIntro(agent.name) : proactive.scheduleIntroUnnamed}
            </Text>
            {error !== undefined && <ErrorState error={error} />}
            <Textarea
              label={proactive.text}
              placeholder={proactive.textExample}
              value={text}
              onChange={(event) => setText(event.currentTarget.value)}
              maxLength={4000}
              autosize
              minRows={2}
              maxRows={8}
              required
              withAsterisk={false}
              data-autofocus
            />
            <TextInput
              type="datetime-local"
              label={proactive.at}
              value={at}
              onChange={(event) => setAt(event.currentTarget.value)}
              error={saidOf('at')}
              required
              withAsterisk={false}
            />
            <Select
              label={proactive.repeat}
              data={repeats.map((one) => ({ value: one, label: proactive.repeats[one] }))}
              value={repeat}
              onChange={(next) => next && setRepeat(next as Repeat)}
              allowDeselect={false}
            />
            <Group justify="flex-end">
              <Button type="submit" loading={isBusy}>
                {proactive.schedule}
              </Button>
            </Group>
          </Stack>
        </form>
        <Divider />
        <ScheduledMessages conversationId={id} />
      </Stack>
    </Modal>
  )
}
