import { ExportPairs, type Pair } from '#contract/shapes/pair.ts'
import type { Scope } from '#kernel/scope.ts'
import { flow } from '#kernel/use-case.ts'
import { listPairs } from './list-pairs.ts'

const PAGE = 100

/** Hands out all questions of a source with their answers, the newest first, page by page. */
export const exportPairs = flow({
  name: 'pair.export',
  permission: 'knowledge:read',
  input: ExportPairs,
  run: ({ scope }, { sourceId }) => pages(scope, sourceId),
})

async function* pages(scope: Scope, sourceId: string): AsyncGenerator<Pair[]> {
  let after: string | null = null
  // The first page also says whether the source may be seen, so it is asked for in any case.
  do {
    const page = await listPairs(scope, { sourceId, limit: PAGE, ...(after !== null && { after }) })
    yield page.items
    after = page.nextCursor
  } while (after !== null && !scope.signal.aborted)
}
