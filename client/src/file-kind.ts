import type { FileKind } from '#contract/shapes/file.ts'

/** What a file is likely taken for, by what the browser says of it; the server looks into it. */
export const fileKind = ({ type }: Pick<File, 'type'>): FileKind => {
  const kind = type.split('/')[0]
  if (type === 'image/svg+xml') return 'document'
  return kind === 'image' || kind === 'audio' || kind === 'video' ? kind : 'document'
}
