import { z } from 'zod'
import { Instant, id } from '../ids.ts'
import { DocumentErrorCode } from './document-error-code.ts'

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

/** What files are taken for; whatever is neither picture, sound nor film is a document. */
export const FileKind = z.enum(['image', 'audio', 'video', 'document'])
export type FileKind = z.infer<typeof FileKind>

/** Why there is no text of a file. Codes are permanent. */
export const FileErrorCode = z.enum([...DocumentErrorCode.options, 'no-pictures'])
export type FileErrorCode = z.infer<typeof FileErrorCode>

export const FileText = z
  .object({
    fileId: id('file'),
    kind: z
      .enum(['words', 'transcript', 'description', 'none'])
      .describe(
        'Words of a document, what is spoken, what a picture shows; none: there is no text of such a file.',
      ),
    state: z.enum(['waiting', 'ready', 'failed']),
    text: z.string().describe('Empty until it is ready.'),
    isCut: z.boolean().describe('Whether the file says more than is kept.'),
    seconds: z.number().nullable().describe('How long sound or film lasts, where that is known.'),
    language: z.string().nullable().describe('What is spoken, where that is known.'),
    errorCode: FileErrorCode.nullable(),
  })
  .meta({ id: 'FileText' })
export type FileText = z.infer<typeof FileText>

export const MakeFileLink = FileRef.extend({
  form: z.enum(['content', 'thumbnail']).default('content'),
})
export const FileLink = z
  .object({
    url: z
      .string()
      .describe('Where the bytes are for whoever has this, without signing in; below this server.'),
    expiresAt: Instant,
  })
  .meta({ id: 'FileLink' })
export type FileLink = z.infer<typeof FileLink>
export const OpenFileLink = FileRef.extend({
  tenantId: id('tenant'),
  form: z.enum(['content', 'thumbnail']),
  until: z.coerce.number().int().min(0).max(9_999_999_999),
  signature: z.string().max(100),
})

const bytes = z.int().min(0).max(Number.MAX_SAFE_INTEGER)
const ofKinds = <T extends z.ZodType>(shape: T) =>
  z.strictObject({ image: shape, audio: shape, video: shape, document: shape })

/** How large files may be, by kind, in bytes; 0: none are taken. */
export const FileLimits = z
  .object({
    ...ofKinds(bytes).shape,
    storageLeft: bytes.nullable().describe('Bytes left of the storage quota; null: no limit.'),
    own: ofKinds(bytes.nullable()).describe(
      'What the tenant has set; null: as large as the server takes them.',
    ),
  })
  .meta({ id: 'FileLimits' })
export type FileLimits = z.infer<typeof FileLimits>
export const ChangeFileLimits = z.strictObject(ofKinds(bytes.nullable().optional()).shape)
export type ChangeFileLimits = z.infer<typeof ChangeFileLimits>

export const SpeechOffer = z
  .object({ isOffered: z.boolean().describe('Whether answers can be read aloud here.') })
  .meta({ id: 'SpeechOffer' })
export type SpeechOffer = z.infer<typeof SpeechOffer>
