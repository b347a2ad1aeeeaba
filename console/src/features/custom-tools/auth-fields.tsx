import { PasswordInput, TextInput } from '@mantine/core'
import { useCustomToolMessages } from '../../messages/custom-tools/custom-tool-messages.ts'
import type { ToolDraft } from './tool-draft.ts'

interface AuthFieldsProps {
  draft: ToolDraft
  set: (change: Partial<ToolDraft>) => void
  saidOf: (field: string) => string | undefined
  /** Whether what it says stays as it is where it is left empty. */
  isKept?: boolean
}

/** The header that a service wants to be shown. */
export function AuthFields({ draft, set, saidOf, isKept = false }: AuthFieldsProps) {
  const t = useCustomToolMessages()
  return (
    <>
      <TextInput
        label={t.authHeader}
        description={t.authHeaderHint}
        value={draft.authHeader}
        onChange={(event) => set({ authHeader: event.currentTarget.value })}
        error={saidOf('authHeader')}
        maxLength={60}
      />
      {draft.authHeader.trim() !== '' && (
        <PasswordInput
          label={t.authValue}
          description={isKept ? t.authValueKept : t.authValueHint}
          value={draft.authValue}
          onChange={(event) => set({ authValue: event.currentTarget.value })}
          error={saidOf('authValue')}
          maxLength={4_000}
          autoComplete="off"
          required={!isKept}
        />
      )}
    </>
  )
}
