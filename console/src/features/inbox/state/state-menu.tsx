import { Button, Menu } from '@mantine/core'
import { useState } from 'react'
import type { InboxConversation, InboxState } from '#contract/shapes/inbox.ts'
import { CheckIcon, ClockIcon, DownIcon } from '../../../ui/icons.tsx'
import { useInboxMessages } from '../../../messages/inbox/inbox-messages.ts'
import { changeInboxConversation, useInboxAction } from '../inbox-actions.ts'
import { inThreeHours, nextMonday, tomorrow } from './snooze-times.ts'
import { SnoozeDialog } from './snooze-dialog.tsx'

const plain: readonly Exclude<InboxState, 'snoozed'>[] = ['open', 'pending', 'resolved']

/** The inbox state of a conversation: to be done, waiting for its owner, put aside until a moment, or settled. */
export function StateMenu({ one: { conversation, state } }: { one: InboxConversation }) {
  const t = useInboxMessages()
  const { doing } = useInboxAction()
  const [isChoosing, setChoosing] = useState(false)
  const put = (next: Exclude<InboxState, 'snoozed'>) =>
    void doing(() => changeInboxConversation(conversation.id, { state: next }), t.changed(t.states[next]))
  const snooze = (until: Date) =>
    void doing(
      () => changeInboxConversation(conversation.id, { state: 'snoozed', snoozedUntil: until.toISOString() }),
      t.changed(t.states.snoozed),
    )
  const presets = [
    { label: t.inHours, until: inThreeHours },
    { label: t.tomorrow, until: tomorrow },
    { label: t.nextWeek, until: nextMonday },
  ]
  return (
    <>
      <Menu keepMounted={false}>
        <Menu.Target>
          <Button
            size="xs"
            variant="default"
            rightSection={<DownIcon size={12} />}
            aria-label={t.changeState(t.states[state])}
          >
            {t.states[state]}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {plain.map((next) => (
            <Menu.Item
              key={next}
              leftSection={next === state ? <CheckIcon size={16} /> : <span style={{ width: 16 }} />}
              onClick={() => put(next)}
            >
              {t.states[next]}
            </Menu.Item>
          ))}
          <Menu.Divider />
          <Menu.Label>{t.snooze}</Menu.Label>
          {presets.map(({ label, until }) => (
            <Menu.Item
              key={label}
              leftSection={<ClockIcon size={16} />}
              onClick={() => snooze(until(new Date()))}
            >
              {label}
            </Menu.Item>
          ))}
          <Menu.Item leftSection={<ClockIcon size={16} />} onClick={() => setChoosing(true)}>
            {t.chooseTime}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <SnoozeDialog isOpen={isChoosing} onClose={() => setChoosing(false)} onChoose={snooze} />
    </>
  )
}
