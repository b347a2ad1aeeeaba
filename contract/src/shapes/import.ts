import { z } from 'zod'
import { Instant, id } from '../ids.ts'
import { PageQuery, pageOf } from '../page.ts'

export const ImportFailure = z.object({
  item: z.int().describe('The position of the conversation in the file, from 1.'),
  title: z.string().describe('The title of the conversation.'),
  reason: z.string().describe('Why the conversation was not imported.'),
})

/** An import of conversations from a file. */
export const Import = z
  .object({
    id: id('import'),
    fileName: z.string().describe('The name of the imported file.'),
    projectId: id('project')
      .nullable()
      .describe('The project that the conversations are put in; null: none.'),
    state: z.enum(['queued', 'running', 'done', 'failed']),
    total: z.int().nullable().describe('The number of conversations in the file; null until it is known.'),
    imported: z.int().describe('How many conversations were imported so far.'),
    skipped: z.int().describe('How many conversations were skipped because they had been imported before.'),
    failed: z.int().describe('How many conversations could not be imported.'),
    failures: z
      .array(ImportFailure)
      .describe('The first 100 conversations that could not be imported, with the reason.'),
    detail: z.string().nullable().describe('Why the whole import failed; null if it did not.'),
    createdAt: Instant,
    endedAt: Instant.nullable().describe('When the import ended; null before that.'),
  })
  .meta({ id: 'Import' })
export type Import = z.infer<typeof Import>
export const ImportPage = pageOf(Import).meta({ id: 'ImportPage' })

export const StartImport = z.strictObject({
  fileId: id('file').describe('A file that you uploaded: JSON, or a ZIP archive that contains it.'),
  projectId: id('project').optional().describe('The project to put the conversations in. Omitted: none.'),
})
export const ImportRef = z.strictObject({ importId: id('import') })
export const ListImports = PageQuery
