import { Alert, Button, Group, Text } from '@mantine/core'
import { faultSentence } from '../words/fault-sentence.ts'
import { useWords } from '../words/words.tsx'
import { AlertIcon } from './icons.tsx'

interface FailureProps {
  error: unknown
  again?: () => void
}

/** A failure in a person's words, and the way to try again. */
export function Failure({ error, again }: FailureProps) {
  const words = useWords()
  return (
    <Alert color="red" variant="outline" icon={<AlertIcon />} role="alert">
      <Group justify="space-between" gap="sm">
        <Text size="sm">{faultSentence(error, words)}</Text>
        {again && (
          <Button size="xs" variant="default" onClick={again}>
            {words.general.retry}
          </Button>
        )}
      </Group>
    </Alert>
  )
}
