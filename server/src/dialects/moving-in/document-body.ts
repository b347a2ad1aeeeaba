import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { basename, join, resolve, sep } from 'node:path'
import { Readable } from 'node:stream'
import { uploadFile } from '#features/files/index.ts'
import type { ElevatedScope } from '../kit/elevate-scope.ts'
import { Unfit } from './moving-in.ts'

const TEXT_MAX = 2_000_000

/** The file with that path, wherever the folder of uploads was; null if it is missing. */
export async function findFile(folder: string, path: string): Promise<string | null> {
  const root = resolve(folder)
  for (const wanted of [join(root, path), join(root, basename(path))]) {
    const found = resolve(wanted)
    if (found.startsWith(root + sep) && (await stat(found).catch(() => null))?.isFile()) return found
  }
  return null
}

/** The content of an imported document: its file, otherwise its text. Throws Unfit if it has neither. */
export async function bodyOf(
  elevated: ElevatedScope,
  { name, text, path }: { name: string; text: string; path: string | null },
): Promise<{ text: string } | { fileId: string }> {
  if (path !== null)
    return {
      fileId: (await uploadFile(elevated, { name: basename(path), content: createReadStream(path) })).id,
    }
  if (text.trim() === '') throw new Unfit('It has no text, and its file was not given.')
  if (text.length <= TEXT_MAX) return { text }
  return {
    fileId: (await uploadFile(elevated, { name: `${name}.txt`, content: Readable.from([Buffer.from(text)]) }))
      .id,
  }
}
