import type { EquippedAgent } from '#features/agents/index.ts'
import type { CommandContext } from '#kernel/use-case.ts'
import type { SuggestionRow } from './suggestion-store.ts'

/** Says what became of a suggestion. */
export const announceSettled = (
  { emit }: CommandContext,
  { id: agentId, name }: Pick<EquippedAgent, 'id' | 'name'>,
  { id: suggestionId, state }: SuggestionRow,
) => emit({ type: 'suggestion.settled', payload: { agentId, name, suggestionId, state } })
