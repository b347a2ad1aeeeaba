import { Switch, Textarea } from '@mantine/core'
import { useCustomToolMessages } from '../../messages/custom-tools/custom-tool-messages.ts'
import { parseObject } from './parse-object.ts'
import type { ToolDraft } from './tool-draft.ts'

interface WebhookFieldsProps {
  draft: ToolDraft
  set: (change: Partial<ToolDraft>) => void
  refusal: string | undefined
}

/** What a model is told of a webhook. */
export function WebhookFields({ draft, set, refusal }: WebhookFieldsProps) {
  const t = useCustomToolMessages()
  return (
    <>
      <Textarea
        label={t.description}
        description={t.descriptionHint}
        value={draft.description}
        onChange={(event) => set({ description: event.currentTarget.value })}
        maxLength={1_000}
        autosize
        minRows={2}
        required
      />
      <Textarea
        label={t.schema}
        description={t.schemaHint}
        value={draft.schema}
        onChange={(event) => set({ schema: event.currentTarget.value })}
        error={refusal ?? (parseObject(draft.schema) ? undefined : t.notJson)}
        autosize
        minRows={3}
        maxRows={14}
        styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
      />
      <Switch
        label={t.isReadOnly}
        description={t.isReadOnlyHint}
        checked={draft.isReadOnly}
        onChange={(event) => set({ isReadOnly: event.currentTarget.checked })}
      />
    </>
  )
}
