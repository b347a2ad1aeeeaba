import { z } from 'zod'
import { id, Instant } from '../ids.ts'
import { PageQuery, pageOf } from '../page.ts'

/**
 * `kept`: one word that is found as a whole. `same`: words that mean the same, each found by all the others.
 * `finds`: whoever asks by the first word also finds the others, and not the other way round.
 */
export const SearchDictionaryKind = z.enum(['kept', 'same', 'finds'])
export type SearchDictionaryKind = z.infer<typeof SearchDictionaryKind>

const Word = z.string().trim().min(1).max(60)
export const SearchDictionaryWords = z
  .array(Word)
  .min(1)
  .max(20)
  .describe('One word for `kept`, two or more otherwise; each with a letter or a digit in it.')

export const SearchDictionaryEntry = z
  .object({
    id: id('searchDictionaryEntry'),
    kind: SearchDictionaryKind,
    words: z.array(z.string()),
    createdAt: Instant,
    updatedAt: Instant,
  })
  .meta({ id: 'SearchDictionaryEntry' })
export type SearchDictionaryEntry = z.infer<typeof SearchDictionaryEntry>
export const SearchDictionaryPage = pageOf(SearchDictionaryEntry).meta({ id: 'SearchDictionaryPage' })

export const ListSearchDictionary = PageQuery.extend({
  kind: SearchDictionaryKind.optional(),
  search: z.string().trim().max(60).optional().describe('Stands in one of the words.'),
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
  csv: z.string().min(1).max(1_000_000).describe('A kind and its words in each row; see the export.'),
})
export const SearchDictionaryImport = z
  .object({
    added: z.int(),
    unchanged: z.int().describe('They were there already.'),
    skipped: z.array(z.object({ row: z.int().describe('Counted from 1.'), reason: z.string() })),
  })
  .meta({ id: 'SearchDictionaryImport' })
export type SearchDictionaryImport = z.infer<typeof SearchDictionaryImport>

export const SearchDictionaryExport = z
  .object({ csv: z.string().describe('`kind,word,word,…` in each row, oldest first.') })
  .meta({ id: 'SearchDictionaryExport' })
