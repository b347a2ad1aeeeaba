import { readStep } from '#kernel/step.ts'
import type { Scope } from '#kernel/scope.ts'
import { conversationIdsAfter, findTitles } from '#features/conversations/index.ts'
import { entriesOf } from './catch-up.ts'
import { readSaidIn } from './read-news.ts'
import { entryOfTitle, replaceEntries } from './store-entries.ts'

const CONVERSATIONS_AT_ONCE = 50
const MESSAGES_AT_ONCE = 100

/** Rebuilds all entries, for example because content is now stored differently. Returns their number. */
export async function rebuildEntries(scope: Scope): Promise<number> {
  let count = 0
  for (let after: string | null = null; ; ) {
    const titles: Awaited<ReturnType<typeof readTitlesAfter>> = await readTitlesAfter(scope, { after })
    const last = titles.at(-1)
    if (!last) return count
    after = last.id
    await replaceEntries(
      scope,
      titles.map((title) => entryOfTitle(scope, title)),
    )
    count += titles.length
    for (const { id: conversationId } of titles)
      for (let afterSeq = 0, isMore = true; isMore; ) {
        const said = await readSaidIn(scope, { conversationId, afterSeq, limit: MESSAGES_AT_ONCE })
        const entries = await entriesOf(scope, said)
        await replaceEntries(scope, entries)
        count += entries.length
        afterSeq = said.at(-1)?.seq ?? afterSeq
        isMore = said.length === MESSAGES_AT_ONCE
      }
  }
}

/** Reads some titles in the order of their conversations. */
const readTitlesAfter = readStep(async ({ tx }, { after }: { after: string | null }) => {
  const titles = await findTitles(tx, await conversationIdsAfter(tx, after, CONVERSATIONS_AT_ONCE))
  return titles.toSorted((one, other) => (one.id < other.id ? -1 : 1))
})
