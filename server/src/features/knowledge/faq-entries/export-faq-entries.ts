import { ExportFaqEntries, type FaqEntry } from '#contract/shapes/faq-entry.ts'
import type { Scope } from '#kernel/scope.ts'
import { flow } from '#kernel/use-case.ts'
import { listFaqEntries } from './list-faq-entries.ts'

const PAGE = 100

/** Hands out all questions of a knowledge base with their answers, the newest first, page by page. */
export const exportFaqEntries = flow({
  name: 'faq-entry.export',
  permission: 'knowledge:read',
  input: ExportFaqEntries,
  run: ({ scope }, { knowledgeBaseId }) => pages(scope, knowledgeBaseId),
})

async function* pages(scope: Scope, knowledgeBaseId: string): AsyncGenerator<FaqEntry[]> {
  let after: string | null = null
  // The first page also says whether the knowledge base may be seen, so it is asked for in any case.
  do {
    const page = await listFaqEntries(scope, {
      knowledgeBaseId,
      limit: PAGE,
      ...(after !== null && { after }),
    })
    yield page.items
    after = page.nextCursor
  } while (after !== null && !scope.signal.aborted)
}
