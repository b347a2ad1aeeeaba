import { Switch, Textarea } from '@mantine/core'
import { useCustomToolWords } from '../words/custom-tools/custom-tool-words.ts'
import { objectIn } from './object-in.ts'
import type { ToolDraft } from './tool-draft.ts'

interface WebhookFieldsProps {
  draft: ToolDraft
  set: (change: Partial<ToolDraft>) => void
  refusal: string | undefined
}

/** What a model is told of a webhook. */
export function WebhookFields({ draft, set, refusal }: WebhookFieldsProps) {
  const said = useCustomToolWords()
  return (
    <>
      <Textarea
        label={said.description}
        description={said.descriptionHint}
        value={draft.description}
        onChange={(event) => set({ description: event.currentTarget.value })}
        maxLength={1_000}
        autosize
        minRows={2}
        required
      />
      <Textarea
        label={said.schema}
        description={said.schemaHint}
        value={draft.schema}
        onChange={(event) => set({ schema: event.currentTarget.value })}
        error={refusal ?? (objectIn(draft.schema) ? undefined : said.notJson)}
        autosize
        minRows={3}
        maxRows={14}
        styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
      />
      <Switch
        label={said.isReadOnly}
        description={said.isReadOnlyHint}
        checked={draft.isReadOnly}
        onChange={(event) => set({ isReadOnly: event.currentTarget.checked })}
      />
    </>
  )
}
