import { z } from 'zod'
import { id, Instant } from '../ids.ts'
import { PageQuery, pageOf } from '../page.ts'

/**
 * `kept`: a protected word, matched only as a whole. `same`: synonyms, each of which finds all the others.
 * `finds`: a one-way expansion; searching for the first word also finds the others, but not the reverse.
 */
export const SearchDictionaryKind = z
  .enum(['kept', 'same', 'finds'])
  .describe(
    '`kept`: a protected word, matched only as a whole; `same`: synonyms, each of which finds all the others; `finds`: a one-way expansion, where the first word also finds the others.',
  )
export type SearchDictionaryKind = z.infer<typeof SearchDictionaryKind>

const Word = z.string().trim().min(1).max(60)
export const SearchDictionaryWords = z
  .array(Word)
  .min(1)
  .max(20)
  .describe('One word for `kept`, two or more for the other kinds. Each word must contain a letter or digit.')

export const SearchDictionaryEntry = z
  .object({
    id: id('searchDictionaryEntry'),
    kind: SearchDictionaryKind,
    words: z.array(z.string()).describe('One word for `kept`, two or more for the other kinds.'),
    createdAt: Instant,
    updatedAt: Instant,
  })
  .meta({ id: 'SearchDictionaryEntry' })
export type SearchDictionaryEntry = z.infer<typeof SearchDictionaryEntry>
export const SearchDictionaryPage = pageOf(SearchDictionaryEntry).meta({ id: 'SearchDictionaryPage' })

export const ListSearchDictionary = PageQuery.extend({
  kind: SearchDictionaryKind.optional(),
  search: z.string().trim().max(60).optional().describe('Only entries with a word that contains this text.'),
})
export const AddSearchDictionaryEntry = z.strictObject({
  kind: SearchDictionaryKind,
  words: SearchDictionaryWords,
})
export const ChangeSearchDictionaryEntry = z.strictObject({
  searchDictionaryEntryId: id('searchDictionaryEntry'),
  kind: SearchDictionaryKind.optional(),
  words: SearchDictionaryWords.optional(),
})
export const SearchDictionaryEntryRef = z.strictObject({
  searchDictionaryEntryId: id('searchDictionaryEntry'),
})

export const ImportSearchDictionary = z.strictObject({
  csv: z
    .string()
    .min(1)
    .max(1_000_000)
    .describe('CSV with one entry a row, `kind,word,word,…`, such as `same,laptop,notebook`.'),
})
export const SearchDictionaryImport = z
  .object({
    added: z.int().describe('Number of entries added.'),
    unchanged: z.int().describe('Number of entries that already existed.'),
    skipped: z
      .array(
        z.object({
          row: z.int().describe('The number of the row, starting at 1.'),
          reason: z.string().describe('Why the row was skipped.'),
        }),
      )
      .describe('The rows that were not imported.'),
  })
  .meta({ id: 'SearchDictionaryImport' })
export type SearchDictionaryImport = z.infer<typeof SearchDictionaryImport>

export const SearchDictionaryExport = z
  .object({ csv: z.string().describe('CSV with one entry a row, `kind,word,word,…`, oldest first.') })
  .meta({ id: 'SearchDictionaryExport' })
