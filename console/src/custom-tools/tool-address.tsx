import { AddressField } from '../look/address-field.tsx'
import { useCustomToolWords } from '../words/custom-tools/custom-tool-words.ts'
import type { ToolDraft } from './tool-draft.ts'

/** What is said of beside its field when it was refused. */
export const toolFields = ['name', 'url', 'document', 'inputSchema', 'authHeader', 'authValue']

interface ToolAddressProps {
  draft: ToolDraft
  set: (change: Partial<ToolDraft>) => void
  refusal: string | undefined
  /** Whether one begins here. */
  isFirst?: boolean
}

/** Where a service is. */
export function ToolAddress({ draft, set, refusal, isFirst = false }: ToolAddressProps) {
  const said = useCustomToolWords()
  return (
    <AddressField
      label={said.url}
      description={draft.kind === 'webhook' ? said.webhookUrlHint : said.urlHint}
      value={draft.url}
      onChange={(url) => set({ url })}
      error={refusal}
      required
      isFirst={isFirst}
    />
  )
}
