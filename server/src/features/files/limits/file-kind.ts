import type { FileKind } from '#contract/shapes/file.ts'

/** The kind of a file, by its media type. */
export const kindOf = (mediaType: string): FileKind => {
  const [kind = ''] = mediaType.split('/')
  // A drawing is a page of instructions, and is treated as one.
  if (mediaType === 'image/svg+xml') return 'document'
  return kind === 'image' || kind === 'audio' || kind === 'video' ? kind : 'document'
}
