import { Title } from '@mantine/core'
import { ShortcutLines } from '../../ui/shortcut-lines.tsx'
import { useInboxMessages } from '../../messages/inbox/inbox-messages.ts'
import { inboxKeys } from './inbox-keys.ts'

/** The keys of the Inbox, on the overview of all. */
export function InboxShortcuts() {
  const { keys } = useInboxMessages()
  return (
    <>
      <Title order={3} size="h6" mt="xs">
        {keys.title}
      </Title>
      <ShortcutLines
        lines={[
          [keys.next, [inboxKeys.next]],
          [keys.previous, [inboxKeys.previous]],
          [keys.rows, ['↑', '↓']],
          [keys.write, [inboxKeys.write]],
          [keys.note, [inboxKeys.note]],
          [keys.macros, [inboxKeys.macros]],
          [keys.draft, [inboxKeys.draft]],
        ]}
      />
    </>
  )
}
