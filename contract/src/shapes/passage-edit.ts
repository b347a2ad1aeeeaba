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
    .describe('What is to stand there; null for the text of the document.'),
  isDisabled: z.boolean().optional().describe('Whether it is never found.'),
})

export const PassageEdit = z
  .object({
    id: id('passageEdit'),
    documentId: id('document'),
    originalText: z.string().describe('The text that it was made for.'),
    text: z
      .string()
      .nullable()
      .describe('What was to stand there; null when only its being found was changed.'),
    isDisabled: z.boolean(),
    updatedAt: Instant,
  })
  .meta({ id: 'PassageEdit' })
export type PassageEdit = z.infer<typeof PassageEdit>
export const PassageEditList = z.object({ items: z.array(PassageEdit) }).meta({ id: 'PassageEditList' })
export const PassageEditRef = z.strictObject({ editId: id('passageEdit') })
