import { Select, Stack, Switch, Textarea, TextInput } from '@mantine/core'
import { agents } from '../data/resources.ts'
import { useResource } from '../data/use-resource.ts'
import { useWidgetWords } from '../words/widgets/widget-words.ts'
import type { Draft } from './draft.ts'

const FIRST = ''

/** What a widget is called, who answers in it, and which pages may show it. */
export function SetUpFields({ draft, onChange }: { draft: Draft; onChange: (draft: Draft) => void }) {
  const said = useWidgetWords()
  const { value: held } = useResource(agents)
  const choices = [
    { value: FIRST, label: said.firstAgent },
    ...(held?.items ?? []).map(({ id, name }) => ({ value: id, label: name })),
  ]
  return (
    <Stack>
      <Switch
        label={said.isEnabled}
        description={said.isEnabledHint}
        checked={draft.isEnabled}
        onChange={(event) => onChange({ ...draft, isEnabled: event.currentTarget.checked })}
      />
      <TextInput
        label={said.name}
        value={draft.name}
        onChange={(event) => onChange({ ...draft, name: event.currentTarget.value })}
        maxLength={100}
        required
      />
      <Select
        label={said.agent}
        data={choices}
        value={draft.agentId ?? FIRST}
        onChange={(value) => onChange({ ...draft, agentId: value || null })}
        allowDeselect={false}
        searchable={choices.length > 8}
      />
      <Textarea
        label={said.allowedOrigins}
        description={said.allowedOriginsHint}
        value={draft.origins}
        onChange={(event) => onChange({ ...draft, origins: event.currentTarget.value })}
        autosize
        minRows={2}
        maxRows={8}
        spellCheck={false}
      />
    </Stack>
  )
}
