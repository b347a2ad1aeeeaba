import { PasswordInput, TextInput } from '@mantine/core'
import { useCustomToolWords } from '../words/custom-tools/custom-tool-words.ts'
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
  const said = useCustomToolWords()
  return (
    <>
      <TextInput
        label={said.authHeader}
        description={said.authHeaderHint}
        value={draft.authHeader}
        onChange={(event) => set({ authHeader: event.currentTarget.value })}
        error={saidOf('authHeader')}
        maxLength={60}
      />
      {draft.authHeader.trim() !== '' && (
        <PasswordInput
          label={said.authValue}
          description={isKept ? said.authValueKept : said.authValueHint}
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
