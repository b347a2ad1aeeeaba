import { change, type Resource } from './cache.ts'

interface Page {
  readonly items: readonly unknown[]
  readonly nextCursor: string | null
}

type FetchPage<P> = (page: { limit: number; after?: string }) => Promise<P>

/** A list that is unrolled page by page. */
export interface Pages<P> extends Resource<P> {
  /** Shows one page more than what is held. */
  more(held: P): Promise<void>
}

const PAGE = 30
const PAGE_MAX = 100

export function pagesOf<P extends Page>(
  { key, ...facts }: Pick<Resource<P>, 'key' | 'staleBy' | 'ids'>,
  fetchPage: FetchPage<P>,
): Pages<P> {
  const pages: Pages<P> = {
    key,
    ...facts,
    load: (previous) => loadPages(fetchPage, previous?.items.length ?? 0),
    async more(held) {
      const { nextCursor } = held
      if (nextCursor === null) return
      const next = await fetchPage({ limit: PAGE, after: nextCursor })
      const items = [...held.items, ...next.items]
      // Unless it was fetched anew meanwhile.
      change(pages, (now) => (now.nextCursor === nextCursor ? { ...next, items } : now))
    },
  }
  return pages
}

/** A whole list, however many pages it has. */
export const loadAll = <P extends Page>(fetchPage: FetchPage<P>): Promise<P> =>
  loadPages(fetchPage, Number.POSITIVE_INFINITY)

/** As much of a list as is wanted, at least its first page. */
async function loadPages<P extends Page>(fetchPage: FetchPage<P>, wanted: number): Promise<P> {
  let page = await fetchPage({ limit: Math.min(Math.max(PAGE, wanted), PAGE_MAX) })
  const items = [...page.items]
  while (page.nextCursor !== null && items.length < wanted) {
    page = await fetchPage({ limit: PAGE_MAX, after: page.nextCursor })
    items.push(...page.items)
  }
  return { ...page, items }
}
