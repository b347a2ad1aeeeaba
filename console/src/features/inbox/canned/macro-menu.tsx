import { Menu, Text } from '@mantine/core'
import { useEffect, useState } from 'react'
import { client } from '../../../data/console-client.ts'
import { useResource } from '../../../data/use-resource.ts'
import { pages } from '../../../data/resource.ts'
import { IconButton } from '../../../ui/icon-button.tsx'
import { ToolIcon } from '../../../ui/icons.tsx'
import { useCannedMessages } from '../../../messages/canned/canned-messages.ts'
import { showInInbox, useInboxAction } from '../inbox-actions.ts'
import { pageItems } from '../../../ui/page-items.ts'
import { opensMacros } from '../inbox-keys.ts'

/** Does several steps at once: from a menu, by a key, or from the palette. */
export function MacroMenu({ conversationId }: { conversationId: string }) {
  const t = useCannedMessages()
  const { doing } = useInboxAction()
  const [isOpen, setOpen] = useState(false)
  const known = useResource(pages('macros.list')).value?.items
  const run = (id: string, name: string) =>
    void doing(async () => showInInbox(await client.macros.run(conversationId, id)), t.ran(name))
  useEffect(() => {
    opensMacros.set(() => setOpen(true))
    pageItems.set({
      label: t.macros,
      choices: (known ?? []).map(({ id, name }) => ({
        label: name,
        icon: ToolIcon,
        act: () => run(id, name),
      })),
    })
    return () => {
      opensMacros.set(null)
      pageItems.set(null)
    }
    // What a choice does is the same while these are.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [conversationId, known, t])
  return (
    <Menu keepMounted={false} opened={isOpen} onChange={setOpen}>
      <Menu.Target>
        <IconButton label={t.run} icon={ToolIcon} />
      </Menu.Target>
      <Menu.Dropdown mah="60vh" style={{ overflowY: 'auto' }}>
        {known?.length === 0 && (
          <Text size="sm" p="xs" maw={220} c="var(--quiet)">
            {t.noneToRun}
          </Text>
        )}
        {known?.map(({ id, name, steps }) => (
          <Menu.Item key={id} onClick={() => run(id, name)}>
            <bdi>{name}</bdi>
            <Text size="xs" c="var(--quiet)">
              {steps.map((step) => t.does[step.do]).join(' · ')}
            </Text>
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
