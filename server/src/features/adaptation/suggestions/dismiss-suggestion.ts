import { Suggestion, SuggestionRef } from '#contract/shapes/suggestion.ts'
import { lockAgent } from '#features/agents/index.ts'
import { command } from '#kernel/use-case.ts'
import { announceSettled } from './announce.ts'
import { showSuggestion } from './show-suggestions.ts'
import { requireSuggestion, settleSuggestion } from './suggestion-store.ts'

/** Dismisses a suggestion. The same idea is not offered again. */
export const dismissSuggestion = command({
  name: 'suggestion.dismiss',
  permission: 'agent:write',
  input: SuggestionRef,
  output: Suggestion,
  async run(context, { suggestionId }) {
    const { tx, scope } = context
    const { agent_id: agentId } = await requireSuggestion(tx, scope, suggestionId)
    const agent = await lockAgent(tx, scope, agentId)
    const dismissed = await settleSuggestion(tx, scope, suggestionId, { from: 'waiting', to: 'dismissed' })
    announceSettled(context, agent, dismissed)
    return showSuggestion(tx, scope, dismissed)
  },
})
