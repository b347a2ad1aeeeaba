import { z } from 'zod'
import { id, Instant } from '../ids.ts'
import { PageQuery, pageOf } from '../page.ts'

/**
 * `kept`: one word that is found as a whole. `same`: words that mean the same, each found by all the others.
 * `finds`: whoever asks by the first word also finds the others, and not the other way round.
 */
export const DictionaryKind = z.enum(['kept', 'same', 'finds'])
export type DictionaryKind = z.infer<typeof DictionaryKind>

const Word = z.string().trim().min(1).max(60)
export const DictionaryWords = z
  .array(Word)
  .min(1)
  .max(20)
  .describe('One word for `kept`, two or more otherwise; each with a letter or a digit in it.')

export const DictionaryEntry = z
  .object({
    id: id('dictionaryEntry'),
    kind: DictionaryKind,
    words: z.array(z.string()),
    createdAt: Instant,
    updatedAt: Instant,
  })
  .meta({ id: 'DictionaryEntry' })
export type DictionaryEntry = z.infer<typeof DictionaryEntry>
export const DictionaryPage = pageOf(DictionaryEntry).meta({ id: 'DictionaryPage' })

export const ListDictionary = PageQuery.extend({
  kind: DictionaryKind.optional(),
  search: z.string().trim().max(60).optional().describe('Stands in one of the words.'),
})
export const AddDictionaryEntry = z.strictObject({ kind: DictionaryKind, words: DictionaryWords })
export const ChangeDictionaryEntry = z.strictObject({
  dictionaryEntryId: id('dictionaryEntry'),
  kind: DictionaryKind.optional(),
  words: DictionaryWords.optional(),
})
export const DictionaryEntryRef = z.strictObject({ dictionaryEntryId: id('dictionaryEntry') })

export const ImportDictionary = z.strictObject({
  csv: z.string().min(1).max(1_000_000).describe('A kind and its words in each row; see the export.'),
})
export const DictionaryImport = z
  .object({
    added: z.int(),
    unchanged: z.int().describe('They were there already.'),
    skipped: z.array(z.object({ row: z.int().describe('Counted from 1.'), reason: z.string() })),
  })
  .meta({ id: 'DictionaryImport' })
export type DictionaryImport = z.infer<typeof DictionaryImport>

export const DictionaryExport = z
  .object({ csv: z.string().describe('`kind,word,word,…` in each row, oldest first.') })
  .meta({ id: 'DictionaryExport' })
