import { useState } from 'react'
import type { Agent } from '#contract/shapes/agent.ts'
import { type AgentFields, blankAgent, changesTo, fieldsOf } from './agent-fields.ts'

type Changes = Partial<AgentFields>

const keyOf = (place: string) => `parley.agent-draft.${place}`

const read = (place: string): Changes => {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(keyOf(place)) ?? '{}')
    return typeof kept === 'object' && kept !== null ? (kept as Changes) : {}
  } catch {
    return {}
  }
}

const keep = (place: string, changes: Changes) => {
  try {
    if (Object.keys(changes).length === 0) localStorage.removeItem(keyOf(place))
    else localStorage.setItem(keyOf(place), JSON.stringify(changes))
  } catch {
    // A full or closed storage: the changes are still on the screen.
  }
}

/** Whether somebody left changes of this agent unsaved in this browser. */
export const hasDraft = (agent: Agent): boolean =>
  Object.keys(changesTo(fieldsOf(agent), read(agent.id))).length > 0

export interface AgentDraft {
  fields: AgentFields
  changes: Changes
  isChanged: boolean
  set(changes: Changes): void
  /** Takes back all that is not saved. */
  forget(): void
}

/**
 * The fields of an agent as they stand in the form. What is not saved yet is kept in this browser, so that leaving
 * loses nothing; fields that were not touched follow what others save.
 */
export function useAgentDraft(agent: Agent | undefined): AgentDraft {
  const place = agent?.id ?? 'new'
  const [touched, setTouched] = useState(() => read(place))
  const base = agent ? fieldsOf(agent) : blankAgent
  const changes = changesTo(base, touched)
  return {
    fields: { ...base, ...changes },
    changes,
    isChanged: Object.keys(changes).length > 0,
    set(next) {
      const all = changesTo(base, { ...changes, ...next })
      setTouched(all)
      keep(place, all)
    },
    forget() {
      setTouched({})
      keep(place, {})
    },
  }
}
