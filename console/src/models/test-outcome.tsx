import { Alert, Text } from '@mantine/core'
import type { ConnectionTest } from '#contract/shapes/model.ts'
import { AlertIcon, CheckIcon } from '../look/icons.tsx'
import { useModelWords } from '../words/models/model-words.ts'

/** Whether a connection works, in a person's words. */
export function TestOutcome({ outcome: { trouble, offered, answeredInMs } }: { outcome: ConnectionTest }) {
  const { models } = useModelWords()
  const said = trouble
    ? models.troubles[trouble]
    : answeredInMs !== null
      ? models.works(answeredInMs)
      : offered
        ? models.worksListed(offered.length)
        : models.reached
  return (
    <Alert
      variant="outline"
      color={trouble ? 'red' : 'teal'}
      icon={trouble ? <AlertIcon /> : <CheckIcon />}
      role={trouble ? 'alert' : 'status'}
    >
      <Text size="sm">{said}</Text>
    </Alert>
  )
}
