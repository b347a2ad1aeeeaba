import { DeskPage, ListDesk } from '#contract/shapes/desk.ts'
import { pageAtDesk } from '#features/conversations/index.ts'
import { query } from '#kernel/use-case.ts'
import { heldByOne } from './held-by-one.ts'
import { showAtDesk } from './show-desk.ts'
import { tabOf } from './tab.ts'

/** Lists the conversations of a tab of the desk, the latest activity first. */
export const listDesk = query({
  name: 'desk.list',
  permission: 'desk:read',
  input: ListDesk,
  output: DeskPage,
  async run({ tx, scope }, { limit, after, tab, state, memberId }) {
    const filter = await heldByOne(tx, scope, tabOf(scope, tab, state), memberId)
    const page = await pageAtDesk(tx, scope, filter, { limit, after })
    return { ...page, items: await showAtDesk(tx, scope, page.items) }
  },
})
