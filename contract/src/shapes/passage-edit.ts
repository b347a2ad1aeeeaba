import { z } from 'zod'
import { id, Instant } from '../ids.ts'

export const EditPassage = z.strictObject({
  passageId: id('passage'),
  text: z
    .string()
    .trim()
    .min(1)
    .max(20_000)
    .nullable()
    .optional()
    .describe('The new text of the passage; null: restore the text of the document. Omitted: unchanged.'),
  isDisabled: z
    .boolean()
    .optional()
    .describe('Whether the passage is excluded from search. Omitted: unchanged.'),
})

export const PassageEdit = z
  .object({
    id: id('passageEdit'),
    documentId: id('document'),
    originalText: z.string().describe('The text of the passage when it was edited.'),
    text: z
      .string()
      .nullable()
      .describe('The edited text; null if the edit only disabled or enabled the passage.'),
    isDisabled: z.boolean().describe('Whether the edit excludes the passage from search.'),
    updatedAt: Instant,
  })
  .meta({ id: 'PassageEdit' })
export type PassageEdit = z.infer<typeof PassageEdit>
export const PassageEditList = z.object({ items: z.array(PassageEdit) }).meta({ id: 'PassageEditList' })
export const PassageEditRef = z.strictObject({ editId: id('passageEdit') })
