import { ColorInput, Group, Select, Stack, Textarea, TextInput, Title } from '@mantine/core'
import type { WidgetLook } from '#contract/shapes/widget.ts'
import { useWidgetWords } from '../words/widgets/widget-words.ts'
import { languages } from '../words/words.tsx'

interface LookFieldsProps {
  look: WidgetLook
  onChange: (look: WidgetLook) => void
}

const choicesOf = <K extends string>(labels: Record<K, string>) =>
  (Object.keys(labels) as K[]).map((value) => ({ value, label: labels[value] }))

/** How a widget looks. */
export function LookFields({ look, onChange }: LookFieldsProps) {
  const said = useWidgetWords()
  const set = (change: Partial<WidgetLook>) => onChange({ ...look, ...change })
  return (
    <Stack>
      <Title order={3} size="h5">
        {said.look}
      </Title>
      <TextInput
        label={said.title}
        description={said.titleHint}
        value={look.title}
        onChange={(event) => set({ title: event.currentTarget.value })}
        maxLength={60}
      />
      <Textarea
        label={said.greeting}
        description={said.greetingHint}
        value={look.greeting}
        onChange={(event) => set({ greeting: event.currentTarget.value })}
        maxLength={500}
        autosize
        minRows={2}
      />
      <Group grow align="flex-start">
        <ColorInput
          label={said.colour}
          value={look.colour}
          onChange={(colour) => set({ colour })}
          format="hex"
          withEyeDropper={false}
        />
        <Select
          label={said.position}
          data={choicesOf(said.positions)}
          value={look.position}
          onChange={(value) => value && set({ position: value })}
          allowDeselect={false}
        />
      </Group>
      <Group grow align="flex-start">
        <Select
          label={said.language}
          data={[{ value: 'auto' as const, label: said.browserLanguage }, ...languages]}
          value={look.locale}
          onChange={(value) => value && set({ locale: value })}
          allowDeselect={false}
        />
        <Select
          label={said.theme}
          data={choicesOf(said.themes)}
          value={look.theme}
          onChange={(value) => value && set({ theme: value })}
          allowDeselect={false}
        />
      </Group>
    </Stack>
  )
}
