import { Checkbox, Group, Select, Stack, Text, TextInput, Title } from '@mantine/core'
import type { WidgetForms } from '#contract/shapes/widget.ts'
import { useWidgetMessages } from '../../messages/widgets/widget-messages.ts'

interface FormFieldsProps {
  forms: WidgetForms
  onChange: (forms: WidgetForms) => void
}

type Key = WidgetForms['before'][number]['key']
type Ask = 'no' | 'optional' | 'required'

const keys: readonly Key[] = ['name', 'email', 'phone']

/** What a widget asks people for. */
export function FormFields({ forms, onChange }: FormFieldsProps) {
  const t = useWidgetMessages()
  const askOf = (key: Key): Ask => {
    const field = forms.before.find((other) => other.key === key)
    return field ? (field.isRequired ? 'required' : 'optional') : 'no'
  }
  const ask = (key: Key, how: Ask) =>
    onChange({
      ...forms,
      before: keys.flatMap((other) => {
        const asked = other === key ? how : askOf(other)
        return asked === 'no' ? [] : [{ key: other, isRequired: asked === 'required' }]
      }),
    })
  return (
    <Stack>
      <Title order={3} size="h5">
        {t.forms}
      </Title>
      <div>
        <Text size="sm" fw={500} mb={4}>
          {t.before}
        </Text>
        <Group grow align="flex-start">
          {keys.map((key) => (
            <Select
              key={key}
              label={t.fields[key]}
              data={(Object.keys(t.ask) as Ask[]).map((value) => ({ value, label: t.ask[value] }))}
              value={askOf(key)}
              onChange={(value) => value && ask(key, value)}
              allowDeselect={false}
            />
          ))}
        </Group>
      </div>
      <TextInput
        label={t.consent}
        description={t.consentHint}
        value={forms.consent}
        onChange={(event) => onChange({ ...forms, consent: event.currentTarget.value })}
        maxLength={300}
      />
      <Checkbox
        label={t.offline}
        checked={forms.offline}
        onChange={(event) => onChange({ ...forms, offline: event.currentTarget.checked })}
      />
    </Stack>
  )
}
