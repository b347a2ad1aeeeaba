import type { Page } from '#contract/page.ts'

type FetchPage<T> = (page: { limit: number; after?: string }) => Promise<Page<T>>

const PAGE = 30
const PAGE_MAX = 100

/** As much of a list as was unrolled before, at least its first page. */
export async function loadPages<T>(fetchPage: FetchPage<T>, previous: Page<T> | undefined): Promise<Page<T>> {
  const wanted = Math.max(PAGE, previous?.items.length ?? 0)
  let page = await fetchPage({ limit: Math.min(wanted, PAGE_MAX) })
  const items = [...page.items]
  while (page.nextCursor !== null && items.length < wanted) {
    page = await fetchPage({ limit: PAGE_MAX, after: page.nextCursor })
    items.push(...page.items)
  }
  return { items, nextCursor: page.nextCursor }
}

/** The list with its next page. */
export async function loadMore<T>(fetchPage: FetchPage<T>, held: Page<T>): Promise<Page<T>> {
  if (held.nextCursor === null) return held
  const next = await fetchPage({ limit: PAGE, after: held.nextCursor })
  return { items: [...held.items, ...next.items], nextCursor: next.nextCursor }
}
