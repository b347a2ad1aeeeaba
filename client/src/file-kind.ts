import type { FileKind } from '#contract/shapes/file.ts'

/** The likely kind of a file, by the type that the browser reports; the server inspects the content. */
export const fileKind = ({ type }: Pick<File, 'type'>): FileKind => {
  const kind = type.split('/')[0]
  if (type === 'image/svg+xml') return 'document'
  return kind === 'image' || kind === 'audio' || kind === 'video' ? kind : 'document'
}
