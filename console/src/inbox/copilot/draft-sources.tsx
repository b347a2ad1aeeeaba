import { Text } from '@mantine/core'
import type { SourcePart } from '#contract/message-parts.ts'
import { AnswerSources } from '../../conversations/answer-sources.tsx'
import { useCopilotWords } from '../../words/copilot/copilot-words.ts'

/** What a draft is from, for whoever reads it before it is sent. */
export function DraftSources({ sources }: { sources: readonly SourcePart[] }) {
  const words = useCopilotWords()
  return (
    <div role="status">
      <Text size="xs" c="var(--quiet)">
        {words.drafted} {sources.length === 0 ? words.noSource : `${words.from}:`}
      </Text>
      <AnswerSources sources={sources} />
    </div>
  )
}
