import { Popover, Stack, Text } from '@mantine/core'
import type { Searched } from '#contract/shapes/conversation.ts'
import { useMessages } from '../../messages/messages.tsx'
import classes from './message.module.css'

/** What was looked up for an answer, folded away. */
export function SearchDetails({ searched }: { searched: Searched }) {
  const { message } = useMessages()
  const { query, origin, passages, supported, claims } = searched
  return (
    <Popover width={320} shadow="md" position="top-start">
      <Popover.Target>
        <button type="button" className={classes.searched}>
          {message.searched}
        </button>
      </Popover.Target>
      <Popover.Dropdown>
        <Stack gap={6}>
          <Text size="sm" fw={600} style={{ overflowWrap: 'anywhere' }} dir="auto">
            {message.searchedFor(query)}
          </Text>
          <Text size="xs" c="var(--quiet)">
            {message.searchOrigins[origin]}
          </Text>
          <Text size="xs">{message.searchFound(passages)}</Text>
          <Text size="xs">{message.searchSupport(supported, claims)}</Text>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  )
}
