import { Alert, Text } from '@mantine/core'
import type { ConnectionTest, ProviderKind } from '#contract/shapes/model.ts'
import { AlertIcon, CheckIcon } from '../../ui/icons.tsx'
import { useModelMessages } from '../../messages/models/model-messages.ts'

interface TestOutcomeProps {
  outcome: ConnectionTest
  provider: ProviderKind
  /** As it was typed; empty for the provider's own. */
  address: string | null
}

/** Whether a connection works, in a person's words. */
export function TestOutcome({
  outcome: { errorCode, offered, answeredInMs },
  provider,
  address,
}: TestOutcomeProps) {
  const { models } = useModelMessages()
  const own = provider === 'ollama' ? models.ollamaErrors : models.ownErrors
  const explanation = errorCode
    ? (!address && own[errorCode as keyof typeof own]) || models.errorMessages[errorCode]
    : answeredInMs !== null
      ? models.works(answeredInMs)
      : offered
        ? models.worksListed(offered.length)
        : models.reached
  return (
    <Alert
      variant="outline"
      color={errorCode ? 'red' : 'teal'}
      icon={errorCode ? <AlertIcon /> : <CheckIcon />}
      role={errorCode ? 'alert' : 'status'}
    >
      <Text size="sm">{explanation}</Text>
    </Alert>
  )
}
