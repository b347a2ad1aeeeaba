import type { FilePart, FileReadPart } from '#contract/message-parts.ts'
import { type MessageRow, partsOf } from '#features/conversations/index.ts'
import { loadFileTexts, type TextRow } from '#features/files/index.ts'
import type { ModelContent } from '#kernel/model-ports.ts'
import {
  type FileHere,
  named,
  nothingOf,
  pictureOf,
  type ContextSpace,
  type Shown,
  type Showing,
  wordsOf,
} from './shown-file.ts'
import { filmOf } from './shown-film.ts'

/** The share of the context for all files of one answer; each costs the model again with every turn. */
const TEXT_TOKENS = 8_000
const PICTURES_MAX = 8
const FILES_MAX = 20

/** The files of an answer as its model sees them, and which of them are not shown whole. */
export interface ShownFiles {
  contentOf(part: FilePart): readonly ModelContent[]
  readonly unread: readonly FileReadPart[]
}

/** Reads the files of these messages, newest first, as far as they fit. An unreadable file is marked as such. */
export async function showFiles(rows: readonly MessageRow[], showing: Showing): Promise<ShownFiles> {
  const files = [...new Map(rows.flatMap(filesIn).map((file) => [file.part.fileId, file])).values()].slice(
    0,
    FILES_MAX,
  )
  const { scope, ports, signal } = showing
  const texts =
    files.length === 0
      ? new Map<string, TextRow>()
      : await loadFileTexts(
          scope,
          ports,
          files.map(({ part }) => part),
          signal,
        )
  const isRead = ({ part }: FileHere) => texts.get(part.fileId)?.state === 'ready'
  const shown = new Map<string, Shown>()
  let left: ContextSpace = { tokens: TEXT_TOKENS, pictures: PICTURES_MAX }
  let waiting = files.filter(isRead).length
  for (const file of files) {
    // Space that a short file leaves goes to the files after it.
    const space = { ...left, tokens: Math.floor(left.tokens / Math.max(1, waiting)) }
    const one = await showFile(file, texts.get(file.part.fileId) ?? null, showing, space)
    if (isRead(file)) waiting -= 1
    left = { tokens: left.tokens - one.tokens, pictures: left.pictures - one.pictures }
    shown.set(file.part.fileId, one)
  }
  return {
    contentOf: (part) => (shown.get(part.fileId) ?? named(part)).content,
    unread: [...shown.values()].flatMap(({ missing }) => missing ?? []),
  }
}

const filesIn = (row: MessageRow): FileHere[] =>
  partsOf(row)
    .filter((part): part is FilePart => part.type === 'file')
    .map((part) => ({ part, blobKey: `uploads/${row.tenant_id}/${part.fileId}` }))

async function showFile(
  file: FileHere,
  text: TextRow | null,
  showing: Showing,
  space: ContextSpace,
): Promise<Shown> {
  const { part } = file
  if (part.mediaType.startsWith('image/')) return pictureOf(file, showing, space)
  if (part.mediaType.startsWith('video/')) return filmOf(file, text, showing, space)
  if (text?.state === 'ready') return wordsOf(part, text, showing.question, space)
  return nothingOf(part, text ? (text.error_code ?? 'not-yet') : null)
}
