import { CountDesk, DeskCounts, DeskTab } from '#contract/shapes/desk.ts'
import { countAtDesk } from '#features/conversations/index.ts'
import { query } from '#kernel/use-case.ts'
import { tabOf } from './tab.ts'

/** Counts the conversations of each tab of the desk. */
export const countDesk = query({
  name: 'desk.count',
  permission: 'desk:read',
  input: CountDesk,
  output: DeskCounts,
  async run({ tx, scope }, { state }) {
    const counts = await Promise.all(
      DeskTab.options.map(async (tab) => [tab, await countAtDesk(tx, scope, tabOf(scope, tab, state))]),
    )
    return Object.fromEntries(counts) as DeskCounts
  },
})
