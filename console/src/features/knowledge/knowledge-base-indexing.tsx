import { Alert, Progress, Stack, Text } from '@mantine/core'
import type { KnowledgeBase } from '#contract/shapes/knowledge.ts'
import { AlertIcon } from '../../ui/icons.tsx'
import { messageFor } from '../../messages/message-for.ts'
import { useMessages } from '../../messages/messages.tsx'

/** How far a knowledge base has been read, and whether its passages are found by meaning too. */
export function KnowledgeBaseIndexing({ knowledgeBase }: { knowledgeBase: KnowledgeBase }) {
  const { knowledge } = useMessages()
  const { indexing: t } = knowledge
  const { documentCount, waitingCount, passageCount, embeddedCount, embeddingModel, embeddingErrorCode } =
    knowledgeBase
  if (documentCount === 0) return null
  const isEmbedding = embeddingModel !== null && embeddedCount < passageCount
  return (
    <Stack gap="xs" mb="md">
      {waitingCount > 0 && (
        <Share done={documentCount - waitingCount} all={documentCount} label={t.reading} />
      )}
      {embeddingModel !== null && embeddingErrorCode && (
        <Alert color="yellow" icon={<AlertIcon />} role="status">
          {messageFor(t.errorMessages, embeddingErrorCode, t.otherError)(embeddingModel)}
        </Alert>
      )}
      {isEmbedding && <Share done={embeddedCount} all={passageCount} label={knowledge.embedded} />}
      {embeddingModel === null && (
        <Text size="sm" c="var(--quiet)">
          {t.byWords}
        </Text>
      )}
    </Stack>
  )
}

interface ShareProps {
  done: number
  all: number
  label: (done: number, all: number) => string
}

function Share({ done, all, label }: ShareProps) {
  return (
    <div>
      <Text size="sm" c="var(--quiet)">
        {label(done, all)}
      </Text>
      <Progress value={(done / all) * 100} size="sm" mt={4} aria-label={label(done, all)} />
    </div>
  )
}
