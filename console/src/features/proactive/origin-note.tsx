import { Text } from '@mantine/core'
import type { Message } from '#contract/shapes/conversation.ts'
import { useMessages } from '../../messages/messages.tsx'

/** Marks a message that an agent sent without being asked. */
export function OriginNote({ origin }: Pick<Message, 'origin'>) {
  const { proactive } = useMessages()
  if (origin === 'turn') return null
  return (
    <Text size="xs" c="var(--quiet)" mb={4}>
      {origin === 'proactive' ? proactive.wroteFirst : proactive.scheduled}
    </Text>
  )
}
