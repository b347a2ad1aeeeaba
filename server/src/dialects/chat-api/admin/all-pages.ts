import type { Page } from '#contract/page.ts'

/** All entries of a list with a cursor, for protocols with numbered pages; `most` limits the number. */
export async function allPages<T>(
  read: (after: { after: string } | Record<string, never>) => Promise<Page<T>>,
  most = 10_000,
): Promise<T[]> {
  const all: T[] = []
  let after: string | null = null
  do {
    const page: Page<T> = await read(after === null ? {} : { after })
    all.push(...page.items)
    after = page.nextCursor
  } while (after !== null && all.length < most)
  return all
}
