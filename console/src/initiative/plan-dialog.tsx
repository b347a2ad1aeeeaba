import { Button, Divider, Group, Modal, Select, Stack, Text, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { Conversation } from '#contract/shapes/conversation.ts'
import { client } from '../console-client.ts'
import { refresh } from '../data/cache.ts'
import { agents } from '../data/resources.ts'
import { useResource } from '../data/use-resource.ts'
import { Failure } from '../look/failure.tsx'
import { toast } from '../look/toasts.ts'
import { useSending } from '../settings/use-sending.ts'
import { useWishesWords } from '../words/wishes/wishes-words.ts'
import { PlannedMessages } from './planned-messages.tsx'
import { localMinute, patternOf, type Repeat, repeats } from './repeat.ts'

interface PlanDialogProps {
  conversation: Conversation
  onClose: () => void
}

const soon = () => localMinute(new Date(Date.now() + 3_600_000))

/** Has the agent of a conversation say something at a moment, and shows what is planned here already. */
export function PlanDialog({ conversation: { id, agentId }, onClose }: PlanDialogProps) {
  const { initiative, general } = useWishesWords()
  const { value } = useResource(agents)
  const agent = value?.items.find((other) => other.id === agentId)
  const [text, setText] = useState('')
  const [at, setAt] = useState(soon)
  const [repeat, setRepeat] = useState<Repeat>('once')
  const { error, isBusy, submit, saidOf } = useSending(async () => {
    const moment = new Date(at)
    await client.initiative.plan(id, {
      text,
      at: moment.toISOString(),
      schedule: patternOf(repeat, moment),
      timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    })
    refresh('planned-messages')
    toast({ text: initiative.didPlan })
    setText('')
  })
  return (
    <Modal
      opened
      onClose={onClose}
      title={initiative.planTitle}
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
              {agent ? initiative.planIntro(agent.name) : initiative.planIntroUnnamed}
            </Text>
            {error !== undefined && <Failure error={error} />}
            <Textarea
              label={initiative.text}
              placeholder={initiative.textExample}
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
              label={initiative.at}
              value={at}
              onChange={(event) => setAt(event.currentTarget.value)}
              error={saidOf('at')}
              required
              withAsterisk={false}
            />
            <Select
              label={initiative.repeat}
              data={repeats.map((one) => ({ value: one, label: initiative.repeats[one] }))}
              value={repeat}
              onChange={(next) => next && setRepeat(next as Repeat)}
              allowDeselect={false}
            />
            <Group justify="flex-end">
              <Button type="submit" loading={isBusy}>
                {initiative.plan}
              </Button>
            </Group>
          </Stack>
        </form>
        <Divider />
        <PlannedMessages conversationId={id} />
      </Stack>
    </Modal>
  )
}
