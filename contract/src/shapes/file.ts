import { z } from 'zod'
import { Instant, id } from '../ids.ts'
import { DocumentErrorCode } from './document-error-code.ts'

export const File = z
  .object({
    id: id('file'),
    name: z.string(),
    mediaType: z.string().describe('The media type, detected from the content, for example `image/png`.'),
    sizeBytes: z.int(),
    sha256: z.string().describe('SHA-256 digest of the content, in hexadecimal.'),
    createdAt: Instant,
  })
  .meta({ id: 'File' })
export type File = z.infer<typeof File>
export const FileRef = z.strictObject({ fileId: id('file') })

/** The kind of a file. Everything that is not an image, audio or video counts as a document. */
export const FileKind = z.enum(['image', 'audio', 'video', 'document'])
export type FileKind = z.infer<typeof FileKind>

/** Why a file has no text. Codes are permanent. */
export const FileErrorCode = z.enum([...DocumentErrorCode.options, 'no-pictures'])
export type FileErrorCode = z.infer<typeof FileErrorCode>

export const FileText = z
  .object({
    fileId: id('file'),
    kind: z
      .enum(['words', 'transcript', 'description', 'none'])
      .describe(
        'What `text` is. `words`: the text of a document; `transcript`: what is said in audio or video; `description`: what an image shows; `none`: this type of file has no text.',
      ),
    state: z.enum(['waiting', 'ready', 'failed']),
    text: z.string().describe('The text; empty until it is ready.'),
    isCut: z.boolean().describe('Whether the text was cut because the file has too much of it.'),
    seconds: z.number().nullable().describe('The duration of audio or video in seconds; null if unknown.'),
    language: z.string().nullable().describe('The spoken language, for example `en`; null if unknown.'),
    errorCode: FileErrorCode.nullable().describe(
      'Why the file has no text; null unless `state` is `failed`.',
    ),
  })
  .meta({ id: 'FileText' })
export type FileText = z.infer<typeof FileText>

export const MakeFileLink = FileRef.extend({
  form: z
    .enum(['content', 'thumbnail'])
    .default('content')
    .describe('`content`: the file itself; `thumbnail`: a small version of an image.'),
})
export const FileLink = z
  .object({
    url: z
      .string()
      .describe(
        'A path on this server that anyone who has it can download the file from, without signing in.',
      ),
    expiresAt: Instant.describe('When the link stops working.'),
  })
  .meta({ id: 'FileLink' })
export type FileLink = z.infer<typeof FileLink>
export const OpenFileLink = FileRef.extend({
  tenantId: id('tenant'),
  form: z
    .enum(['content', 'thumbnail'])
    .describe('`content`: the file itself; `thumbnail`: a small version of an image.'),
  until: z.coerce
    .number()
    .int()
    .min(0)
    .max(9_999_999_999)
    .describe('When the link stops working, in seconds since 1970.'),
  signature: z.string().max(100).describe('The signature of the link.'),
})

const bytes = z.int().min(0).max(Number.MAX_SAFE_INTEGER)
const ofKinds = <T extends z.ZodType>(shape: T) =>
  z.strictObject({
    image: shape.describe('For images, in bytes.'),
    audio: shape.describe('For audio, in bytes.'),
    video: shape.describe('For video, in bytes.'),
    document: shape.describe('For documents and all other files, in bytes.'),
  })

/** The largest file size in bytes, by kind; 0: files of this kind are refused. */
export const FileLimits = z
  .object({
    ...ofKinds(bytes).shape,
    storageLeft: bytes.nullable().describe('Bytes left in the storage quota; null: no limit.'),
    own: ofKinds(bytes.nullable()).describe(
      "The tenant's own limits in bytes, by kind; null: the limit of the server.",
    ),
  })
  .meta({ id: 'FileLimits' })
export type FileLimits = z.infer<typeof FileLimits>
export const ChangeFileLimits = z.strictObject(ofKinds(bytes.nullable().optional()).shape)
export type ChangeFileLimits = z.infer<typeof ChangeFileLimits>

export const SpeechOffer = z
  .object({ isOffered: z.boolean().describe('Whether this server can read answers aloud.') })
  .meta({ id: 'SpeechOffer' })
export type SpeechOffer = z.infer<typeof SpeechOffer>
