import { z } from 'zod'
import { Instant, id } from '../ids.ts'

export const File = z
  .object({
    id: id('file'),
    name: z.string(),
    mediaType: z.string().describe('Read from the content, not from the name.'),
    sizeBytes: z.int(),
    sha256: z.string(),
    createdAt: Instant,
  })
  .meta({ id: 'File' })
export type File = z.infer<typeof File>
export const FileRef = z.strictObject({ fileId: id('file') })
