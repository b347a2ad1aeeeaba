import { type EquippedAgent, agentEventPayload } from '#features/agents/index.ts'
import type { CommandContext } from '#kernel/use-case.ts'
import type { SuggestionRow } from './suggestion-store.ts'

/** Says what became of a suggestion. */
export const announceSettled = (
  { emit }: CommandContext,
  agent: Pick<EquippedAgent, 'id' | 'name' | 'owner_id'>,
  { id: suggestionId, state }: SuggestionRow,
) => emit({ type: 'suggestion.settled', payload: { ...agentEventPayload(agent), suggestionId, state } })
