import { Alert, Progress, Stack, Text } from '@mantine/core'
import type { Source } from '#contract/shapes/knowledge.ts'
import { AlertIcon } from '../look/icons.tsx'
import { wordsOf } from '../words/words-of.ts'
import { useWords } from '../words/words.tsx'

/** How far a source has been read, and whether its passages are found by meaning too. */
export function SourceIndexing({ source }: { source: Source }) {
  const { knowledge } = useWords()
  const { indexing: said } = knowledge
  const { documentCount, waitingCount, passageCount, embeddedCount, embeddingModel, embeddingTrouble } =
    source
  if (documentCount === 0) return null
  const isEmbedding = embeddingModel !== null && embeddedCount < passageCount
  return (
    <Stack gap="xs" mb="md">
      {waitingCount > 0 && (
        <Share done={documentCount - waitingCount} all={documentCount} label={said.reading} />
      )}
      {embeddingModel !== null && embeddingTrouble && (
        <Alert color="yellow" icon={<AlertIcon />} role="status">
          {wordsOf(said.troubles, embeddingTrouble, said.otherTrouble)(embeddingModel)}
        </Alert>
      )}
      {isEmbedding && <Share done={embeddedCount} all={passageCount} label={knowledge.embedded} />}
      {embeddingModel === null && (
        <Text size="sm" c="var(--quiet)">
          {said.byWords}
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
