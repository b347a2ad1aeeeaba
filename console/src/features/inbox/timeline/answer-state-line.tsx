import { Text } from '@mantine/core'
import type { AnswerStates } from '#contract/shapes/channel.ts'
import { Timestamp } from '../../../ui/timestamp.tsx'
import { useChannelMessages } from '../../../messages/channels/channel-messages.ts'
import { useInboxMessages } from '../../../messages/inbox/inbox-messages.ts'

interface AnswerStateLineProps {
  channel: string
  answer: AnswerStates['items'][number]
}

/** How far the answer above it came in the outside system, in one quiet line; loud where it did not arrive. */
export function AnswerStateLine({ channel, answer: { state, detail, at } }: AnswerStateLineProps) {
  const { answerStates } = useInboxMessages()
  const reasons: Record<string, string> = useChannelMessages().channels.reasons
  const isFailed = state === 'failed'
  return (
    <Text size="xs" c={isFailed ? 'red' : 'var(--quiet)'} role={isFailed ? 'alert' : undefined}>
      <span dir="auto">
        {[channel, answerStates[state], isFailed && (reasons[detail] ?? detail)].filter(Boolean).join(' · ')}
      </span>{' '}
      <Timestamp at={at} />
    </Text>
  )
}
