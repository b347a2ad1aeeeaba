import { TextInput } from '@mantine/core'
import { useCustomToolWords } from '../words/custom-tools/custom-tool-words.ts'
import type { ToolDraft } from './tool-draft.ts'

/** What is said of beside its field when it was refused. */
export const toolFields = ['name', 'url', 'document', 'inputSchema', 'authHeader', 'authValue']

interface AddressFieldProps {
  draft: ToolDraft
  set: (change: Partial<ToolDraft>) => void
  refusal: string | undefined
  /** Whether one begins here. */
  isFirst?: boolean
}

/** Where a service is. */
export function AddressField({ draft, set, refusal, isFirst }: AddressFieldProps) {
  const said = useCustomToolWords()
  return (
    <TextInput
      label={said.url}
      description={draft.kind === 'webhook' ? said.webhookUrlHint : said.urlHint}
      type="url"
      inputMode="url"
      value={draft.url}
      onChange={(event) => set({ url: event.currentTarget.value })}
      error={refusal}
      maxLength={500}
      required
      data-autofocus={isFirst || undefined}
    />
  )
}
