import { z } from 'zod'
import { Instant, id } from '../ids.ts'
import { PageQuery, pageOf } from '../page.ts'

export const ImportFailure = z.object({
  item: z.int().describe('Its place in the file, from 1.'),
  title: z.string(),
  reason: z.string(),
})

/** Conversations that are taken in from a file. */
export const Import = z
  .object({
    id: id('import'),
    fileName: z.string(),
    projectId: id('project').nullable(),
    state: z.enum(['queued', 'running', 'done', 'failed']),
    total: z.int().nullable().describe('How many conversations the file holds; null before that is known.'),
    imported: z.int(),
    skipped: z.int().describe('Those that had been taken in before.'),
    failed: z.int(),
    failures: z.array(ImportFailure).describe('The first hundred.'),
    detail: z.string().nullable().describe('Why all of it failed.'),
    createdAt: Instant,
    endedAt: Instant.nullable(),
  })
  .meta({ id: 'Import' })
export type Import = z.infer<typeof Import>
export const ImportPage = pageOf(Import).meta({ id: 'ImportPage' })

export const StartImport = z.strictObject({
  fileId: id('file').describe('An upload of one’s own: JSON, or a ZIP archive that holds it.'),
  projectId: id('project').optional().describe('The project that the conversations are put in.'),
})
export const ImportRef = z.strictObject({ importId: id('import') })
export const ListImports = PageQuery
