import { Group, Kbd, Modal, Stack, Text } from '@mantine/core'
import { Fragment } from 'react'
import { useCell } from '../data/cell.ts'
import { useWords } from '../words/words.tsx'
import { commandKey } from './command-key.ts'
import { overlay } from './overlay.ts'
import { keys } from './shortcuts.ts'

/** All keyboard shortcuts at a glance. */
export function ShortcutSheet() {
  const { shortcuts, general } = useWords()
  const shown = useCell(overlay)
  const lines: [string, readonly string[]][] = [
    [shortcuts.palette, [commandKey, 'K']],
    [shortcuts.fresh, [keys.fresh]],
    [shortcuts.search, [keys.search]],
    [shortcuts.next, [keys.next]],
    [shortcuts.previous, [keys.previous]],
    [shortcuts.send, ['Enter']],
    [shortcuts.line, ['Shift', 'Enter']],
    [shortcuts.leave, ['Esc']],
    [shortcuts.sheet, [keys.sheet]],
  ]
  return (
    <Modal
      opened={shown === 'shortcuts'}
      onClose={() => overlay.set(null)}
      title={shortcuts.title}
      closeButtonProps={{ 'aria-label': general.close }}
    >
      <Stack gap="sm">
        {lines.map(([does, pressed]) => (
          <Group key={does} justify="space-between" wrap="nowrap">
            <Text size="sm">{does}</Text>
            <Group gap={4} wrap="nowrap">
              {pressed.map((key, at) => (
                <Fragment key={key}>
                  {at > 0 && (
                    <Text span size="xs" c="var(--quiet)" aria-hidden="true">
                      +
                    </Text>
                  )}
                  <Kbd>{key}</Kbd>
                </Fragment>
              ))}
            </Group>
          </Group>
        ))}
        <Text size="xs" c="var(--quiet)">
          {shortcuts.hint}
        </Text>
      </Stack>
    </Modal>
  )
}
