import { ApplySuggestion, Suggestion } from '#contract/shapes/suggestion.ts'
import { lockAgent, publishInstructions } from '#features/agents/index.ts'
import { Fault } from '#kernel/fault.ts'
import { command } from '#kernel/use-case.ts'
import { announceSettled } from './announce.ts'
import { showSuggestion } from './show-suggestions.ts'
import { requireSuggestion, settleSuggestion } from './suggestion-store.ts'

/** Applies a suggestion, as it is or edited: its instructions are published as the agent's next version. */
export const applySuggestion = command({
  name: 'suggestion.apply',
  permission: 'agent:write',
  input: ApplySuggestion,
  output: Suggestion,
  async run(context, { suggestionId, instructions }) {
    const { tx, scope } = context
    const suggestion = await requireSuggestion(tx, scope, suggestionId)
    const agent = await lockAgent(tx, scope, suggestion.agent_id)
    if (instructions === undefined && agent.instructions !== suggestion.base_instructions)
      throw new Fault(
        'precondition_failed',
        'The instructions have changed since this was suggested. Edit the suggestion to match them.',
      )
    const wanted = instructions ?? suggestion.instructions
    const version = await publishInstructions(context, agent, {
      instructions: wanted,
      origin: 'published',
      note: suggestion.reason,
    })
    const settling = { from: 'waiting', to: 'applied', version, instructions: wanted }
    const applied = await settleSuggestion(tx, scope, suggestionId, settling)
    announceSettled(context, agent, applied)
    return showSuggestion(tx, scope, applied)
  },
})
