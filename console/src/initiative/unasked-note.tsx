import { Text } from '@mantine/core'
import type { Message } from '#contract/shapes/conversation.ts'
import { useWords } from '../words/words.tsx'

/** Says why an agent spoke though nobody had asked it anything. */
export function UnaskedNote({ origin }: Pick<Message, 'origin'>) {
  const { initiative } = useWords()
  if (origin === 'turn') return null
  return (
    <Text size="xs" c="var(--quiet)" mb={4}>
      {origin === 'initiative' ? initiative.wroteFirst : initiative.planned}
    </Text>
  )
}
