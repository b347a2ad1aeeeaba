import { Modal, Stack, Text } from '@mantine/core'
import { lazy, Suspense } from 'react'
import { useStore } from '../../data/store.ts'
import { useMay } from '../../data/me.ts'
import { useMessages } from '../../messages/messages.tsx'
import { ShortcutLines, type Lines } from '../../ui/shortcut-lines.tsx'
import { commandKey } from './command-key.ts'
import { overlay } from './overlay.ts'
import { keys } from './shortcuts.ts'

const InboxLines = lazy(async () => ({
  default: (await import('../../features/inbox/inbox-shortcuts.tsx')).InboxShortcuts,
}))

/** All keyboard shortcuts at a glance. */
export function ShortcutHelp() {
  const { shortcuts, general } = useMessages()
  const shown = useStore(overlay)
  const mayAnswer = useMay()('inbox:read')
  const lines: Lines = [
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
        <ShortcutLines lines={lines} />
        {mayAnswer && (
          <Suspense fallback={null}>
            <InboxLines />
          </Suspense>
        )}
        <Text size="xs" c="var(--quiet)">
          {shortcuts.hint}
        </Text>
      </Stack>
    </Modal>
  )
}
