import { z } from 'zod'
import { SearchDictionaryExport } from '#contract/shapes/search-dictionary.ts'
import { query } from '#kernel/use-case.ts'
import { visibleEntries } from './search-dictionary-store.ts'

/** Gives the whole search dictionary as a CSV file that another one takes in. */
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

// A spreadsheet would take what begins so for a formula, so the import takes the apostrophe away again.
const cell = (text: string): string => {
  const safe = /^[=+\-@\t']/.test(text) ? `'${text}` : text
  return /[",;|\t\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
