import { UrlField } from '../../ui/url-field.tsx'
import { useCustomToolMessages } from '../../messages/custom-tools/custom-tool-messages.ts'
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
  const t = useCustomToolMessages()
  return (
    <UrlField
      label={t.url}
      description={draft.kind === 'webhook' ? t.webhookUrlHint : t.urlHint}
      value={draft.url}
      onChange={(url) => set({ url })}
      error={refusal}
      required
      isFirst={isFirst}
    />
  )
}
