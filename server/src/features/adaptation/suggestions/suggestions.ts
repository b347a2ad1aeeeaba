import {
  ListSuggestions,
  SuggestionPage,
  ApplySuggestion,
  Suggestion,
  SuggestionRef,
} from '#contract/shapes/suggestion.ts'
import {
  requireAgent,
  lockAgent,
  publishInstructions,
  type EquippedAgent,
  agentEventPayload,
} from '#features/agents/index.ts'
import { pageFrom, readCursor } from '#kernel/cursor.ts'
import { query, command, type CommandContext } from '#kernel/use-case.ts'
import { Fault } from '#kernel/fault.ts'
import { showSuggestions, showSuggestion } from './show-suggestions.ts'
import {
  listSuggestionRows,
  requireSuggestion,
  settleSuggestion,
  type SuggestionRow,
} from './suggestion-store.ts'

const settled = ['applied', 'adapted', 'dismissed', 'undone']

/** Lists what conversations suggest to change of an agent, and what became of that. */
export const listSuggestions = query({
  name: 'suggestion.list',
  permission: 'agent:write',
  input: ListSuggestions,
  output: SuggestionPage,
  async run({ tx, scope }, { agentId, state, limit, after }) {
    await requireAgent(tx, scope, agentId)
    const cursor = readCursor(after)
    const states = state === 'waiting' ? ['waiting'] : state === 'settled' ? settled : ['waiting', ...settled]
    const rows = await listSuggestionRows(tx, scope, {
      agentId,
      states,
      limit: limit + 1,
      ...(cursor && { below: cursor.id }),
    })
    const shown = new Map((await showSuggestions(tx, scope, rows)).map((one) => [one.id, one]))
    return pageFrom(
      rows.flatMap(({ id }) => shown.get(id) ?? []),
      limit,
      (one) => one,
      ({ id }) => ({ at: '', id }),
    )
  },
})

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

/** Dismisses a suggestion. The same idea is not suggested again. */
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

/** Says what became of a suggestion. */
export const announceSettled = (
  { emit }: CommandContext,
  agent: Pick<EquippedAgent, 'id' | 'name' | 'owner_id'>,
  { id: suggestionId, state }: SuggestionRow,
) => emit({ type: 'suggestion.settled', payload: { ...agentEventPayload(agent), suggestionId, state } })
