import { Alert, Text } from '@mantine/core'
import type { ConnectionTest, ProviderKind } from '#contract/shapes/model.ts'
import { AlertIcon, CheckIcon } from '../look/icons.tsx'
import { useModelWords } from '../words/models/model-words.ts'

interface TestOutcomeProps {
  outcome: ConnectionTest
  provider: ProviderKind
  /** As it was typed; empty for the provider's own. */
  address: string | null
}

/** Whether a connection works, in a person's words. */
export function TestOutcome({
  outcome: { trouble, offered, answeredInMs },
  provider,
  address,
}: TestOutcomeProps) {
  const { models } = useModelWords()
  const own = provider === 'ollama' ? models.ollamaTroubles : models.ownTroubles
  const said = trouble
    ? (!address && own[trouble as keyof typeof own]) || models.troubles[trouble]
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
