import {
  SearchDictionaryImport,
  SearchDictionaryKind,
  ImportSearchDictionary,
} from '#contract/shapes/search-dictionary.ts'
import { Fault } from '#kernel/fault.ts'
import { command } from '#kernel/use-case.ts'
import { readCsv } from '#platform/text/read-csv.ts'
import { searchDictionaryChanged } from './entries.ts'
import { insertEntry, visibleEntries } from './search-dictionary-store.ts'
import { ENTRIES_MAX, keyOf, problemOf } from './entry.ts'

const WORD_MAX = 60
const WORDS_MAX = 20

/** Imports a CSV file into the search dictionary. Existing entries stay as they are. */
export const importSearchDictionary = command({
  name: 'search-dictionary.import',
  permission: 'knowledge:write',
  input: ImportSearchDictionary,
  output: SearchDictionaryImport,
  async run(context, { csv }) {
    const { tx, scope } = context
    const known = await visibleEntries(tx, scope).select(['kind', 'words']).execute()
    const keys = new Set(known.map(({ kind, words }) => keyOf(kind, words)))
    const result: SearchDictionaryImport = { added: 0, unchanged: 0, skipped: [] }
    let isAboutKept = false
    for (const [at, row] of readCsv(csv).entries()) {
      const entry = entryIn(row)
      if (entry === null) continue
      if ('reason' in entry) {
        result.skipped.push({ row: at + 1, reason: entry.reason })
        continue
      }
      const key = keyOf(entry.kind, entry.words)
      if (keys.has(key)) {
        result.unchanged += 1
        continue
      }
      keys.add(key)
      if (known.length + ++result.added > ENTRIES_MAX)
        throw new Fault(
          'limit_reached',
          `A search dictionary can have at most ${ENTRIES_MAX.toLocaleString('en')} entries.`,
        )
      await insertEntry(tx, scope, entry)
      isAboutKept ||= entry.kind === 'kept'
    }
    if (result.added > 0)
      await searchDictionaryChanged(context, { name: `${result.added} × CSV`, isAboutKept })
    return result
  },
})

/** The entry in a row; null for an empty one. */
function entryIn(
  row: readonly string[],
): { kind: SearchDictionaryKind; words: string[] } | { reason: string } | null {
  const [first = '', ...rest] = row.map((text) =>
    text
      .replaceAll('\0', '')
      .toWellFormed()
      .replace(/\s+/g, ' ')
      .trim()
      .replace(/^'(?=[=+\-@'])/, ''),
  )
  const words = rest.filter((word) => word !== '')
  if (first === '' && words.length === 0) return null
  const kind = SearchDictionaryKind.safeParse(first.toLowerCase())
  if (!kind.success) return { reason: 'It does not begin with kept, same or finds.' }
  if (words.some((word) => word.length > WORD_MAX))
    return { reason: `A word is longer than ${WORD_MAX} characters.` }
  if (words.length > WORDS_MAX) return { reason: `It has more than ${WORDS_MAX} words.` }
  const reason = problemOf(kind.data, words)
  return reason ? { reason } : { kind: kind.data, words }
}
