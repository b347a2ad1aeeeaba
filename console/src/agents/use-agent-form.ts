import { useState } from 'react'
import { ApiError } from '#client/index.ts'
import type { AgentDraft } from '#contract/shapes/agent-version.ts'
import { useCell } from '../data/cell.ts'
import { useWords } from '../words/words.tsx'
import { type AgentFields, blankAgent, changesTo } from './agent-fields.ts'
import { deskOf } from './draft-desk.ts'

type Refused = Partial<Record<keyof AgentFields, string>>

/** The fields of an agent as they stand in its form, and what was not accepted of them. */
export function useAgentForm(place: string, draft: AgentDraft | undefined) {
  const { agents } = useWords()
  const desk = deskOf(place)
  const touched = useCell(desk.touched)
  const sending = useCell(desk.sending)
  const error = useCell(desk.error)
  const [isTried, setTried] = useState(false)
  const fields = { ...(draft?.character ?? blankAgent), ...touched }
  const isNameless = fields.name.trim() === ''
  const refused: Refused =
    error instanceof ApiError
      ? Object.fromEntries(error.fields.map(({ path, message }) => [path.split('.')[0], message]))
      : {}
  if ((isTried || draft) && isNameless) refused.name = agents.nameNeeded
  return {
    desk,
    fields,
    sending,
    error,
    refused,
    isNameless,
    isTouched: Object.keys(changesTo(draft?.character ?? blankAgent, touched)).length > 0,
    set: (changes: Partial<AgentFields>) => desk.set(changes),
    /** From now on what is missing is said. */
    setTried,
  }
}

export type AgentForm = ReturnType<typeof useAgentForm>
