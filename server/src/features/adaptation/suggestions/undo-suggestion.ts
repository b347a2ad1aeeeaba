import { Suggestion, SuggestionRef } from '#contract/shapes/suggestion.ts'
import { lockAgent, publishInstructions } from '#features/agents/index.ts'
import { Fault } from '#kernel/fault.ts'
import { command } from '#kernel/use-case.ts'
import { announceSettled } from './suggestions.ts'
import { showSuggestion } from './show-suggestions.ts'
import { requireSuggestion, settleSuggestion } from './suggestion-store.ts'

/**
 * Undoes the decision on a suggestion: an applied change is reverted by another version, and is not suggested again; a
 * dismissed one is open again.
 */
export const undoSuggestion = command({
  name: 'suggestion.undo',
  permission: 'agent:write',
  input: SuggestionRef,
  output: Suggestion,
  async run(context, { suggestionId }) {
    const { tx, scope } = context
    const { agent_id: agentId } = await requireSuggestion(tx, scope, suggestionId)
    const agent = await lockAgent(tx, scope, agentId)
    const suggestion = await requireSuggestion(tx, scope, suggestionId)
    const { state: from, base_instructions: before, instructions } = suggestion
    if (from === 'dismissed') {
      const waiting = await settleSuggestion(tx, scope, suggestionId, { from, to: 'waiting' })
      announceSettled(context, agent, waiting)
      return showSuggestion(tx, scope, waiting)
    }
    if (from !== 'applied' && from !== 'adapted')
      throw new Fault('precondition_failed', 'There is nothing to undo.')
    if (agent.instructions !== instructions)
      throw new Fault(
        'precondition_failed',
        'The instructions have changed since. Restore an earlier version instead.',
      )
    await publishInstructions(context, agent, { instructions: before, origin: 'undone', note: '' })
    const undone = await settleSuggestion(tx, scope, suggestionId, { from, to: 'undone' })
    announceSettled(context, agent, undone)
    return showSuggestion(tx, scope, undone)
  },
})
