import { Select, Stack, Text } from '@mantine/core'
import { useResource } from '../../data/use-resource.ts'
import { resource } from '../../data/resource.ts'
import { usePriceSentence } from '../../ui/money.ts'
import { useMessages } from '../../messages/messages.tsx'

interface ModelFieldProps {
  value: string | null
  onChange: (model: string | null) => void
  error?: string | undefined
}

// No model has an empty id.
const SERVER_DEFAULT = ''

/** Which model speaks: the server's default, or one by name; with what it costs, where that is known. */
export function ModelField({ value, onChange, error }: ModelFieldProps) {
  const { agents } = useMessages()
  const priceSentence = usePriceSentence()
  const models = useResource(resource('agents.languageModels')).value?.items ?? []
  const standard = models.find(({ isDefault }) => isDefault)
  // A model that was taken out of the server's configuration is still what the agent has.
  const ids = value === null || models.some(({ id }) => id === value) ? [] : [value]
  const choices = [...models.map(({ id }) => id), ...ids].map((id) => ({ value: id, label: id }))
  const priceOf = (id: string) =>
    (id === SERVER_DEFAULT ? standard : models.find((model) => model.id === id))?.price ?? null
  const chosenPrice = priceOf(value ?? SERVER_DEFAULT)
  return (
    <Select
      label={agents.model}
      description={chosenPrice ? priceSentence(chosenPrice) : undefined}
      data={[{ value: SERVER_DEFAULT, label: agents.modelDefault(standard?.id ?? '') }, ...choices]}
      value={value ?? SERVER_DEFAULT}
      onChange={(next) => onChange(next === SERVER_DEFAULT ? null : next)}
      error={error}
      allowDeselect={false}
      searchable={choices.length > 8}
      renderOption={({ option }) => {
        const price = priceOf(option.value)
        return (
          <Stack gap={0}>
            <Text size="sm">{option.label}</Text>
            {price && (
              <Text size="xs" c="var(--quiet)">
                {priceSentence(price)}
              </Text>
            )}
          </Stack>
        )
      }}
    />
  )
}
