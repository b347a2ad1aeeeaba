import { Select } from '@mantine/core'
import { languageModels } from '../data/resources.ts'
import { useResource } from '../data/use-resource.ts'
import { useWords } from '../words/words.tsx'

interface ModelFieldProps {
  value: string | null
  onChange: (model: string | null) => void
}

// No model has an empty id.
const SERVER_DEFAULT = ''

/** Which model speaks: the server's default, or one by name. */
export function ModelField({ value, onChange }: ModelFieldProps) {
  const { agents } = useWords()
  const models = useResource(languageModels).value?.items ?? []
  const byDefault = models.find(({ isDefault }) => isDefault)?.id ?? ''
  // A model that was taken out of the server's configuration is still what the agent has.
  const ids = value === null || models.some(({ id }) => id === value) ? [] : [value]
  const choices = [...models.map(({ id }) => id), ...ids].map((id) => ({ value: id, label: id }))
  return (
    <Select
      label={agents.model}
      data={[{ value: SERVER_DEFAULT, label: agents.modelDefault(byDefault) }, ...choices]}
      value={value ?? SERVER_DEFAULT}
      onChange={(next) => onChange(next === SERVER_DEFAULT ? null : next)}
      allowDeselect={false}
      searchable={choices.length > 8}
    />
  )
}
