import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import type { Readable, Transform } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { type ContentKeys, openStream } from '../crypto/sealed-stream.ts'
import { SealBroken } from '../crypto/vault.ts'
import type { DataPart, TableSum } from '../database/backup/part.ts'
import {
  type BackupFacts,
  BackupRefused,
  FIRST_LINE,
  FIRST_LINE_SEALED,
  LAST_LINE_BYTES,
  lastLine,
  SEALED_FOR,
} from './format.ts'
import { LineIntake } from './line-intake.ts'

/** A part of a backup. The content of a file must be consumed before the next part is requested. */
export type BackupPart =
  | { readonly type: 'facts'; readonly facts: BackupFacts }
  | { readonly type: 'data'; readonly data: DataPart }
  | { readonly type: 'key'; readonly content: string }
  | { readonly type: 'file'; readonly key: string; readonly content: AsyncIterable<Buffer> }

/** A line that is not a row. */
type Said = {
  backup?: BackupFacts
  table?: string
  columns?: string[]
  sum?: TableSum
  sequence?: string
  value?: string
  key?: string
  file?: string
  piece?: number
  fileEnd?: { bytes: number; sha256: string }
  end?: object
}

const LINES = 1_000
const CHARACTERS = 1_000_000

const noKeys = (): ContentKeys => {
  throw new BackupRefused(
    'other-key',
    'The backup is encrypted: set PARLEY_SECRET_KEY to the key it was made with.',
  )
}

/** Goes through the whole file once and compares its checksum. Throws BackupRefused. */
export async function checkBackupFile(path: string): Promise<void> {
  const file = await open(path).catch((error: unknown) => {
    throw new BackupRefused(
      'unreadable',
      `${path} cannot be read: check that it exists and that you have access.`,
      {
        cause: error,
      },
    )
  })
  try {
    const { size } = await file.stat()
    const begin = await textAt(file, 0, FIRST_LINE.length)
    if (begin !== FIRST_LINE && begin !== FIRST_LINE_SEALED)
      throw /^PARLEY-BACKUP \d/.test(begin)
        ? new BackupRefused(
            'newer-format',
            `${path} was made by a newer Parley, in a format that this version does not know. Restore it with that version.`,
          )
        : new BackupRefused('no-backup', `${path} is not a Parley backup.`)
    if (size < FIRST_LINE.length + LAST_LINE_BYTES) throw notWhole(path)
    const end = await textAt(file, size - LAST_LINE_BYTES, LAST_LINE_BYTES)
    const hash = createHash('sha256')
    for await (const piece of createReadStream(path, { end: size - LAST_LINE_BYTES - 1 })) hash.update(piece)
    if (end !== lastLine(hash.digest('hex'))) throw notWhole(path)
  } finally {
    await file.close()
  }
}

const notWhole = (path: string) =>
  new BackupRefused(
    'damaged',
    `${path} is damaged or incomplete: its checksum does not match. Nothing was changed. Copy it again, or use another backup.`,
  )

async function textAt(file: FileHandle, position: number, length: number): Promise<string> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, Math.max(0, position))
  return buffer.toString('latin1', 0, bytesRead)
}

/** The facts about a backup. Throws BackupRefused; does not verify the checksum. */
export async function readBackupFacts(path: string, keys = noKeys): Promise<BackupFacts> {
  for await (const part of readBackupFile(path, keys)) if (part.type === 'facts') return part.facts
  throw new BackupRefused('damaged', `${path} has no header.`)
}

/**
 * Reads a verified backup from start to end. `keys` is called if it is encrypted. Throws BackupRefused if it ends too
 * early, or if its key is missing.
 */
export async function* readBackupFile(path: string, keys = noKeys): AsyncGenerator<BackupPart> {
  const file = await open(path)
  const { size } = await file.stat()
  const isSealed = (await textAt(file, 0, FIRST_LINE.length)) === FIRST_LINE_SEALED
  await file.close()
  const raw = createReadStream(path, { start: FIRST_LINE.length, end: size - LAST_LINE_BYTES - 1 })
  const gunzip = createGunzip()
  raw.on('error', (error) => gunzip.destroy(error))
  try {
    const content = isSealed ? opened(raw, openStream(keys(), SEALED_FOR), gunzip) : raw
    yield* partsOf(new LineIntake(content.pipe(gunzip)))
  } catch (error) {
    if (error instanceof SealBroken)
      throw new BackupRefused(
        'other-key',
        `${path} is encrypted with another key: set PARLEY_SECRET_KEY, or PARLEY_SECRET_KEY_FORMER, to the key it was made with.`,
        { cause: error },
      )
    throw isUnreadable(error)
      ? new BackupRefused(
          'damaged',
          `The contents of ${path} cannot be read, although its checksum is correct. Use another backup.`,
          { cause: error },
        )
      : error
  } finally {
    raw.destroy()
    gunzip.destroy()
  }
}

/** An open stream; errors reach whoever reads from it. */
function opened(raw: Readable, opening: Transform, end: Transform): Transform {
  raw.on('error', (error) => opening.destroy(error))
  opening.on('error', (error) => end.destroy(error))
  return raw.pipe(opening)
}

/** Errors of decompressing or parsing a line. */
const isUnreadable = (error: unknown): boolean =>
  error instanceof SyntaxError ||
  (error instanceof Error && 'code' in error && String(error.code).startsWith('Z_'))

async function* partsOf(intake: LineIntake): AsyncGenerator<BackupPart> {
  let lines: string[] = []
  let characters = 0
  for (;;) {
    const line = await intake.line()
    if (line === null) throw new BackupRefused('damaged', 'The backup is truncated.')
    const isRow = line.startsWith('[')
    if (isRow) {
      lines.push(line)
      characters += line.length
    }
    if (lines.length > 0 && (!isRow || lines.length >= LINES || characters >= CHARACTERS)) {
      yield { type: 'data', data: { type: 'rows', lines } }
      lines = []
      characters = 0
    }
    if (isRow) continue
    const said = JSON.parse(line) as Said
    if (said.end) return
    const part = partOf(said, intake)
    if (part) yield part
  }
}

function partOf(said: Said, intake: LineIntake): BackupPart | null {
  const { backup, table, columns = [], sum, sequence, value = '1', key, file } = said
  if (backup) return { type: 'facts', facts: backup }
  if (table !== undefined) return { type: 'data', data: { type: 'table', table, columns } }
  if (sum) return { type: 'data', data: { type: 'sum', ...sum } }
  if (sequence !== undefined) return { type: 'data', data: { type: 'sequence', sequence, value } }
  if (key !== undefined) return { type: 'key', content: key }
  if (file !== undefined) return { type: 'file', key: file, content: piecesOf(intake) }
  return null
}

async function* piecesOf(intake: LineIntake): AsyncGenerator<Buffer> {
  const hash = createHash('sha256')
  for (;;) {
    const { piece, fileEnd } = JSON.parse((await intake.line()) ?? '{}') as Said
    if (piece === undefined) {
      if (fileEnd?.sha256 !== hash.digest('hex'))
        throw new BackupRefused('damaged', 'A file in the backup is damaged.')
      return
    }
    const content = await intake.bytes(piece)
    await intake.line()
    hash.update(content)
    yield content
  }
}
