import { Select, Stack, Switch, Textarea, TextInput } from '@mantine/core'
import { useResource } from '../../data/use-resource.ts'
import { all } from '../../data/resource.ts'
import { useWidgetMessages } from '../../messages/widgets/widget-messages.ts'
import type { Draft } from './draft.ts'

const FIRST = ''

/** What a widget is called, who answers in it, and which pages may show it. */
export function SetUpFields({ draft, onChange }: { draft: Draft; onChange: (draft: Draft) => void }) {
  const t = useWidgetMessages()
  const { value: held } = useResource(all('agents.list'))
  const choices = [
    { value: FIRST, label: t.firstAgent },
    ...(held?.items ?? []).map(({ id, name }) => ({ value: id, label: name })),
  ]
  return (
    <Stack>
      <Switch
        label={t.isEnabled}
        description={t.isEnabledHint}
        checked={draft.isEnabled}
        onChange={(event) => onChange({ ...draft, isEnabled: event.currentTarget.checked })}
      />
      <TextInput
        label={t.name}
        value={draft.name}
        onChange={(event) => onChange({ ...draft, name: event.currentTarget.value })}
        maxLength={100}
        required
      />
      <Select
        label={t.agent}
        data={choices}
        value={draft.agentId ?? FIRST}
        onChange={(value) => onChange({ ...draft, agentId: value || null })}
        allowDeselect={false}
        searchable={choices.length > 8}
      />
      <Textarea
        label={t.allowedOrigins}
        description={t.allowedOriginsHint}
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
