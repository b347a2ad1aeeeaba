import { sql } from 'kysely'
import { z } from 'zod'
import {
  SearchDictionaryPage,
  ListSearchDictionary,
  SearchDictionaryExport,
} from '#contract/shapes/search-dictionary.ts'
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

/** Exports the search dictionary as a CSV file that can be imported again. */
export const exportSearchDictionary = query({
  name: 'search-dictionary.export',
  permission: 'knowledge:read',
  input: z.strictObject({}),
  output: SearchDictionaryExport,
  async run({ tx, scope }) {
    const rows = await visibleEntries(tx, scope).select(['kind', 'words']).orderBy('id').execute()
    return { csv: rows.map(({ kind, words }) => `${[kind, ...words].map(cell).join(',')}\r\n`).join('') }
  },
})

// A spreadsheet would treat a text that starts like this as a formula; the import removes the apostrophe again.
const cell = (text: string): string => {
  const safe = /^[=+\-@\t']/.test(text) ? `'${text}` : text
  return /[",;|\t\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
