import { Anchor, Text } from '@mantine/core'
import type { ModelFailure, ReplyCode } from '#contract/error-codes.ts'
import { useResource } from '../../data/use-resource.ts'
import { resource } from '../../data/resource.ts'
import { Link } from '../../routing/link.tsx'
import { to } from '../../routing/route.ts'
import { useMay } from '../../data/me.ts'
import { isModelFailure } from '../../messages/reply-sentence.ts'
import { useMessages } from '../../messages/messages.tsx'

interface ModelFailureHelpProps {
  code: ReplyCode | null
  /** The model that was asked, where that is known. */
  model: string | null
}

/** Passes by itself, or whoever asked can do something about it. */
const notMended: ReadonlySet<ModelFailure> = new Set(['model_content_refused', 'model_context_exceeded'])

/** What can be done about a model that could not answer: by those who manage models, or that they know. */
export function ModelFailureHelp({ code, model }: ModelFailureHelpProps) {
  const { faults } = useMessages()
  const may = useMay()
  if (code === null || !isModelFailure(code) || notMended.has(code)) return null
  if (may('model:manage')) return <Mending code={code} model={model} />
  return <Text size="sm">{faults.adminTold}</Text>
}

function Mending({ code, model }: { code: ModelFailure; model: string | null }) {
  const { faults } = useMessages()
  const failed = useResource(resource('models.failed'))
  const found = failed.value?.items.find(
    (one) => one.failure === code && (model === null || one.model === model),
  )
  return (
    <>
      {found?.said && (
        <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
          {faults.providerSaid(found.said)}
        </Text>
      )}
      <Anchor component={Link} href={to.settings('models')} size="sm">
        {faults.fixInModels}
      </Anchor>
    </>
  )
}
