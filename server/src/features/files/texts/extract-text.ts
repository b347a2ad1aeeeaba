import type { FileText } from '#contract/shapes/file.ts'
import type { findFile } from '#features/conversations/index.ts'
import { kindOf } from '../limits/file-kind.ts'
import type { Ports } from '#kernel/ports.ts'
import type { Scope } from '#kernel/scope.ts'
import { transcribeSound } from '../sound/transcribe-sound.ts'
import type { PageMark } from './text-store.ts'

/** A file whose text is requested. */
export interface WantedText {
  readonly fileId: string
  readonly name: string
  readonly mediaType: string
  readonly sizeBytes: number
  readonly blobKey: string
}

export const toWanted = (file: NonNullable<Awaited<ReturnType<typeof findFile>>>): WantedText => ({
  fileId: file.id,
  name: file.name,
  mediaType: file.media_type,
  sizeBytes: file.size_bytes,
  blobKey: file.blob_key,
})

/** The text of a file. */
export interface ReadFile {
  readonly kind: Exclude<FileText['kind'], 'none'>
  readonly text: string
  readonly isCut: boolean
  readonly pages: readonly PageMark[]
  readonly seconds: number | null
  readonly language: string | null
}

/** Some hundred pages: an answer looks through no more. */
const CHARACTERS_MAX = 1_000_000
const PAGES_MAX = 3_000

/** The words of a file. Throws Fault with a reason. */
export async function extractText(scope: Scope, ports: Ports, file: WantedText): Promise<ReadFile> {
  const content = await ports.blobs.read(file.blobKey)
  switch (kindOf(file.mediaType)) {
    case 'audio':
    case 'video':
      return transcribeSound(scope, ports, { content, mediaType: file.mediaType })
    default:
      return readDocument(scope, ports, file, content)
  }
}

async function readDocument(
  scope: Scope,
  { documents }: Ports,
  { mediaType }: WantedText,
  content: Uint8Array,
): Promise<ReadFile> {
  const { text, pages } = await documents.extract(content, mediaType, scope.signal)
  return {
    kind: 'words',
    text: text.slice(0, CHARACTERS_MAX).toWellFormed(),
    isCut: text.length > CHARACTERS_MAX,
    pages: pages.filter(({ start }) => start < CHARACTERS_MAX).slice(0, PAGES_MAX),
    seconds: null,
    language: null,
  }
}
