import { sql } from 'kysely'
import { SearchDictionaryPage, ListSearchDictionary } from '#contract/shapes/search-dictionary.ts'
import { pageFrom, readCursor } from '#kernel/cursor.ts'
import { query } from '#kernel/use-case.ts'
import { visibleEntries } from './search-dictionary-store.ts'
import { toEntry } from './entry.ts'

/** Lists what the search dictionary says, the newest first. */
export const listSearchDictionary = query({
  name: 'search-dictionary.list',
  permission: 'knowledge:read',
  input: ListSearchDictionary,
  output: SearchDictionaryPage,
  async run({ tx, scope }, { kind, search, limit, after }) {
    const cursor = readCursor(after)
    const rows = await visibleEntries(tx, scope)
      .selectAll()
      .$if(kind !== undefined, (some) => some.where('kind', '=', kind ?? ''))
      .$if(Boolean(search), (some) =>
        some.where(
          sql<boolean>`position(lower(${search ?? ''}) IN lower(array_to_string(words, E'\n'))) > 0`,
        ),
      )
      .$if(cursor !== null, (some) => some.where('id', '<', cursor?.id ?? ''))
      .orderBy('id', 'desc')
      .limit(limit + 1)
      .execute()
    return pageFrom(rows, limit, toEntry, (row) => ({ at: '', id: row.id }))
  },
})
