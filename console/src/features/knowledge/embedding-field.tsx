import { Select, Skeleton, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useResource } from '../../data/use-resource.ts'
import { resource } from '../../data/resource.ts'
import { useMessages } from '../../messages/messages.tsx'

interface EmbeddingFieldProps {
  value: string | null
  onChange: (model: string | null) => void
  error?: string | undefined
}

// No model has such an id.
const NONE = ''
const OTHER = '*'

/** What finds passages by meaning: a model that is known, one that a connection has besides, or nothing. */
export function EmbeddingField({ value, onChange, error }: EmbeddingFieldProps) {
  const { knowledge } = useMessages()
  const { indexing: t } = knowledge
  const known = useResource(resource('knowledgeBases.embeddingModels')).value
  const [isOther, setOther] = useState(false)
  if (!known) return <Skeleton height={60} />
  const ids = known.items.map(({ id }) => id)
  const kept = value === null || ids.includes(value) || isOther ? [] : [value]
  if (ids.length + known.connections.length + kept.length === 0)
    return (
      <Text size="sm" c="var(--quiet)">
        {t.noneConfigured}
      </Text>
    )
  const data = [
    { value: NONE, label: t.noModel },
    ...[...ids, ...kept].map((id) => ({ value: id, label: id })),
    ...(known.connections.length > 0 ? [{ value: OTHER, label: t.otherModel }] : []),
  ]
  const choose = (next: string) => {
    setOther(next === OTHER)
    onChange(next === NONE ? null : next === OTHER ? `${known.connections[0]}/` : next)
  }
  return (
    <>
      <Select
        label={t.model}
        data={data}
        value={isOther ? OTHER : (value ?? NONE)}
        onChange={(next) => next !== null && choose(next)}
        error={isOther ? undefined : error}
        allowDeselect={false}
      />
      {isOther && (
        <TextInput
          label={t.otherModel}
          description={t.ofConnection(known.connections.join(', '))}
          value={value ?? ''}
          onChange={(event) => onChange(event.currentTarget.value.trim())}
          error={error}
          maxLength={260}
          pattern="[^\/\s]+\/\S+"
          spellCheck={false}
          autoCapitalize="none"
          required
        />
      )}
    </>
  )
}
