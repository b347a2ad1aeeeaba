import { Alert, Button, Group, Text } from '@mantine/core'
import { faultSentence } from '../messages/fault-sentence.ts'
import { useMessages } from '../messages/messages.tsx'
import { AlertIcon } from './icons.tsx'

interface ErrorStateProps {
  error: unknown
  again?: () => void
}

/** An error message with a button to try again. */
export function ErrorState({ error, again }: ErrorStateProps) {
  const t = useMessages()
  return (
    <Alert color="red" variant="outline" icon={<AlertIcon />} role="alert">
      <Group justify="space-between" gap="sm">
        <Text size="sm">{faultSentence(error, t)}</Text>
        {again && (
          <Button size="xs" variant="default" onClick={again}>
            {t.general.retry}
          </Button>
        )}
      </Group>
    </Alert>
  )
}
