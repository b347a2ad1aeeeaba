import { ColorInput, Group, Select, Stack, Textarea, TextInput, Title } from '@mantine/core'
import type { WidgetAppearance } from '#contract/shapes/widget.ts'
import { useWidgetMessages } from '../../messages/widgets/widget-messages.ts'
import { languages } from '../../messages/messages.tsx'

interface AppearanceFieldsProps {
  appearance: WidgetAppearance
  onChange: (appearance: WidgetAppearance) => void
}

const choicesOf = <K extends string>(labels: Record<K, string>) =>
  (Object.keys(labels) as K[]).map((value) => ({ value, label: labels[value] }))

/** The appearance of a widget. */
export function AppearanceFields({ appearance, onChange }: AppearanceFieldsProps) {
  const t = useWidgetMessages()
  const set = (change: Partial<WidgetAppearance>) => onChange({ ...appearance, ...change })
  return (
    <Stack>
      <Title order={3} size="h5">
        {t.appearance}
      </Title>
      <TextInput
        label={t.title}
        description={t.titleHint}
        value={appearance.title}
        onChange={(event) => set({ title: event.currentTarget.value })}
        maxLength={60}
      />
      <Textarea
        label={t.greeting}
        description={t.greetingHint}
        value={appearance.greeting}
        onChange={(event) => set({ greeting: event.currentTarget.value })}
        maxLength={500}
        autosize
        minRows={2}
      />
      <Group grow align="flex-start">
        <ColorInput
          label={t.colour}
          value={appearance.colour}
          onChange={(colour) => set({ colour })}
          format="hex"
          withEyeDropper={false}
        />
        <Select
          label={t.position}
          data={choicesOf(t.positions)}
          value={appearance.position}
          onChange={(value) => value && set({ position: value })}
          allowDeselect={false}
        />
      </Group>
      <Group grow align="flex-start">
        <Select
          label={t.language}
          data={[{ value: 'auto' as const, label: t.browserLanguage }, ...languages]}
          value={appearance.locale}
          onChange={(value) => value && set({ locale: value })}
          allowDeselect={false}
        />
        <Select
          label={t.theme}
          data={choicesOf(t.themes)}
          value={appearance.theme}
          onChange={(value) => value && set({ theme: value })}
          allowDeselect={false}
        />
      </Group>
    </Stack>
  )
}
