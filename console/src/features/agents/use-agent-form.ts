import { useState } from 'react'
import { ApiError } from '#client/index.ts'
import type { AgentDraft } from '#contract/shapes/agent-version.ts'
import { useStore } from '../../data/store.ts'
import { useMessages } from '../../messages/messages.tsx'
import { type AgentFields, blankAgent, changesTo } from './agent-fields.ts'
import { draftStoreOf } from './draft-store.ts'

type Refused = Partial<Record<keyof AgentFields, string>>

/** The fields of an agent as they stand in its form, and what was not accepted of them. */
export function useAgentForm(place: string, draft: AgentDraft | undefined) {
  const { agents } = useMessages()
  const store = draftStoreOf(place)
  const touched = useStore(store.touched)
  const sending = useStore(store.sending)
  const error = useStore(store.error)
  const [isTried, setTried] = useState(false)
  const fields = { ...(draft?.configuration ?? blankAgent), ...touched }
  const isNameless = fields.name.trim() === ''
  const refused: Refused =
    error instanceof ApiError
      ? Object.fromEntries(error.fields.map(({ path, message }) => [path.split('.')[0], message]))
      : {}
  if ((isTried || draft) && isNameless) refused.name = agents.nameNeeded
  return {
    store,
    fields,
    sending,
    error,
    refused,
    isNameless,
    isTouched: Object.keys(changesTo(draft?.configuration ?? blankAgent, touched)).length > 0,
    set: (changes: Partial<AgentFields>) => store.set(changes),
    /** From now on what is missing is said. */
    setTried,
  }
}

export type AgentForm = ReturnType<typeof useAgentForm>
