import { Text } from '@mantine/core'
import type { SourcePart } from '#contract/message-parts.ts'
import { AnswerSources } from '../../conversations/answer-sources.tsx'
import { useCopilotMessages } from '../../../messages/copilot/copilot-messages.ts'

/** What a draft is from, for whoever reads it before it is sent. */
export function DraftSources({ sources }: { sources: readonly SourcePart[] }) {
  const t = useCopilotMessages()
  return (
    <div role="status">
      <Text size="xs" c="var(--quiet)">
        {t.drafted} {sources.length === 0 ? t.noSource : `${t.from}:`}
      </Text>
      <AnswerSources sources={sources} />
    </div>
  )
}
