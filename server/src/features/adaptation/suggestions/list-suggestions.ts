import { ListSuggestions, SuggestionPage } from '#contract/shapes/suggestion.ts'
import { requireAgent } from '#features/agents/index.ts'
import { pageFrom, readCursor } from '#kernel/cursor.ts'
import { query } from '#kernel/use-case.ts'
import { showSuggestions } from './show-suggestions.ts'
import { listSuggestionRows } from './suggestion-store.ts'

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
