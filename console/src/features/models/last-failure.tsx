import { Text } from '@mantine/core'
import type { FailedModel } from '#contract/shapes/model.ts'
import { useResource } from '../../data/use-resource.ts'
import { resource } from '../../data/resource.ts'
import { Timestamp } from '../../ui/timestamp.tsx'
import { useModelMessages } from '../../messages/models/model-messages.ts'

/** When and why a model of these last could not answer; nothing where all of them could. */
export function LastFailure({ of }: { of: (one: FailedModel) => boolean }) {
  const { models: t, faults } = useModelMessages()
  const last = useResource(resource('models.failed')).value?.items.find(of)
  if (!last) return null
  return (
    <Text size="sm" c="red" style={{ overflowWrap: 'anywhere' }}>
      {t.lastFailed} <Timestamp at={last.at} /> · {last.model} · {faults.reasons[last.failure]}
      {last.said && ` ${faults.providerSaid(last.said)}`}
    </Text>
  )
}
