import { Button, Menu } from '@mantine/core'
import { useState } from 'react'
import type { DeskConversation, DeskState } from '#contract/shapes/desk.ts'
import { CheckIcon, ClockIcon, DownIcon } from '../../look/icons.tsx'
import { useInboxWords } from '../../words/inbox/inbox-words.ts'
import { changeDesk, useDeskDoing } from '../desk-actions.ts'
import { inThreeHours, nextMonday, tomorrow } from './snooze-times.ts'
import { SnoozeDialog } from './snooze-dialog.tsx'

const plain: readonly Exclude<DeskState, 'snoozed'>[] = ['open', 'pending', 'resolved']

/** How the desk keeps a conversation: to be done, waiting for its owner, put aside until a moment, or settled. */
export function StateMenu({ one: { conversation, state } }: { one: DeskConversation }) {
  const inbox = useInboxWords()
  const { doing } = useDeskDoing()
  const [isChoosing, setChoosing] = useState(false)
  const put = (next: Exclude<DeskState, 'snoozed'>) =>
    void doing(() => changeDesk(conversation.id, { state: next }), inbox.changed(inbox.states[next]))
  const snooze = (until: Date) =>
    void doing(
      () => changeDesk(conversation.id, { state: 'snoozed', snoozedUntil: until.toISOString() }),
      inbox.changed(inbox.states.snoozed),
    )
  const presets = [
    { label: inbox.inHours, until: inThreeHours },
    { label: inbox.tomorrow, until: tomorrow },
    { label: inbox.nextWeek, until: nextMonday },
  ]
  return (
    <>
      <Menu keepMounted={false}>
        <Menu.Target>
          <Button
            size="xs"
            variant="default"
            rightSection={<DownIcon size={12} />}
            aria-label={inbox.changeState(inbox.states[state])}
          >
            {inbox.states[state]}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {plain.map((next) => (
            <Menu.Item
              key={next}
              leftSection={next === state ? <CheckIcon size={16} /> : <span style={{ width: 16 }} />}
              onClick={() => put(next)}
            >
              {inbox.states[next]}
            </Menu.Item>
          ))}
          <Menu.Divider />
          <Menu.Label>{inbox.snooze}</Menu.Label>
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
            {inbox.chooseTime}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <SnoozeDialog isOpen={isChoosing} onClose={() => setChoosing(false)} onChoose={snooze} />
    </>
  )
}
