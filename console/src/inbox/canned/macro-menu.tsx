import { Menu, Text } from '@mantine/core'
import { useEffect, useState } from 'react'
import { canned, macros } from '../../data/canned-resources.ts'
import { useResource } from '../../data/use-resource.ts'
import { IconButton } from '../../look/icon-button.tsx'
import { ToolIcon } from '../../look/icons.tsx'
import { useCannedWords } from '../../words/canned/canned-words.ts'
import { showAtDesk, useDeskDoing } from '../desk-actions.ts'
import { roomChoices } from '../../palette/room-choices.ts'
import { opensMacros } from '../inbox-keys.ts'

/** Does several steps at once: from a menu, by a key, or from the palette. */
export function MacroMenu({ conversationId }: { conversationId: string }) {
  const words = useCannedWords()
  const { doing } = useDeskDoing()
  const [isOpen, setOpen] = useState(false)
  const known = useResource(macros).value?.items
  const run = (id: string, name: string) =>
    void doing(async () => showAtDesk(await canned.run(conversationId, id)), words.ran(name))
  useEffect(() => {
    opensMacros.set(() => setOpen(true))
    roomChoices.set({
      label: words.macros,
      choices: (known ?? []).map(({ id, name }) => ({
        label: name,
        icon: ToolIcon,
        act: () => run(id, name),
      })),
    })
    return () => {
      opensMacros.set(null)
      roomChoices.set(null)
    }
    // What a choice does is the same while these are.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [conversationId, known, words])
  return (
    <Menu keepMounted={false} opened={isOpen} onChange={setOpen}>
      <Menu.Target>
        <IconButton label={words.run} icon={ToolIcon} />
      </Menu.Target>
      <Menu.Dropdown mah="60vh" style={{ overflowY: 'auto' }}>
        {known?.length === 0 && (
          <Text size="sm" p="xs" maw={220} c="var(--quiet)">
            {words.noneToRun}
          </Text>
        )}
        {known?.map(({ id, name, steps }) => (
          <Menu.Item key={id} onClick={() => run(id, name)}>
            <bdi>{name}</bdi>
            <Text size="xs" c="var(--quiet)">
              {steps.map((step) => words.does[step.do]).join(' · ')}
            </Text>
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
