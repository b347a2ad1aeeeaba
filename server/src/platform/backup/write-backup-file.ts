import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { createWriteStream, existsSync } from 'node:fs'
import { mkdir, open, rename, rm } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import type { Readable } from 'node:stream'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import type { DataPart } from '../database/backup/part.ts'
import { type ContentKeys, sealStream } from '../crypto/sealed-stream.ts'
import { syncNames } from '../files/sync-names.ts'
import {
  type BackupFacts,
  BackupRefused,
  FIRST_LINE,
  FIRST_LINE_SEALED,
  lastLine,
  SEALED_FOR,
} from './format.ts'

/** Writes the parts of a backup, in the order of the calls. */
export interface BackupWriter {
  data(part: DataPart): Promise<void>
  key(content: string): Promise<void>
  file(key: string, content: Readable): Promise<void>
}

/**
 * Writes one backup. It is written under a temporary name and renamed when it is complete and on disk; if `fill`
 * throws, the unfinished file is removed. Throws BackupRefused if the file exists, or the disk is full.
 */
export async function writeBackupFile(
  path: string,
  facts: BackupFacts,
  fill: (writer: BackupWriter) => Promise<void>,
  /** The encryption keys; null for none. */
  keys: ContentKeys | null = null,
): Promise<void> {
  if (existsSync(path))
    throw new BackupRefused('there-already', `${path} already exists and was not changed.`)
  await mkdir(dirname(resolve(path)), { recursive: true })
  const beside = `${path}.part`
  const gzip = createGzip({ level: 3 })
  const file = createWriteStream(beside, { mode: 0o600 })
  const written = keys
    ? pipeline(gzip, sealStream(keys, SEALED_FOR), framed(FIRST_LINE_SEALED), file)
    : pipeline(gzip, framed(FIRST_LINE), file)
  try {
    await Promise.race([written, fillAll(gzip, facts, fill)])
    await written
    await sync(beside)
    await rename(beside, path)
    syncNames(dirname(resolve(path)))
  } catch (error) {
    gzip.destroy()
    await written.catch(() => {})
    await rm(beside, { force: true })
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    if (code !== 'ENOSPC' && code !== 'EDQUOT') throw error
    throw new BackupRefused(
      'disk-full',
      `${path} could not be written completely: its disk is full, ${code}. The partial file was deleted; free up space, or choose another place.`,
      { cause: error },
    )
  }
}

async function fillAll(
  gzip: ReturnType<typeof createGzip>,
  facts: BackupFacts,
  fill: (writer: BackupWriter) => Promise<void>,
) {
  let [tables, files] = [0, 0]
  const write = async (content: string | Buffer) => {
    if (!gzip.write(content)) await once(gzip, 'drain')
  }
  const say = (what: object) => write(`${JSON.stringify(what)}\n`)
  await say({ backup: facts })
  await fill({
    async data(part) {
      if (part.type === 'rows') return write(`${part.lines.join('\n')}\n`)
      if (part.type === 'table') return say({ table: part.table, columns: part.columns })
      if (part.type === 'sequence') return say({ sequence: part.sequence, value: part.value })
      tables += 1
      return say({ sum: { table: part.table, rows: part.rows, digest: part.digest } })
    },
    key: (content) => say({ key: content }),
    async file(key, content) {
      await say({ file: key })
      const hash = createHash('sha256')
      let bytes = 0
      for await (const piece of content as AsyncIterable<Buffer>) {
        hash.update(piece)
        bytes += piece.length
        await say({ piece: piece.length })
        await write(piece)
        await write('\n')
      }
      files += 1
      await say({ fileEnd: { bytes, sha256: hash.digest('hex') } })
    },
  })
  await say({ end: { tables, files } })
  gzip.end()
}

/** Puts the first line before and the line with the checksum behind. */
function framed(firstLine: string): Transform {
  const hash = createHash('sha256').update(firstLine)
  const frame = new Transform({
    transform(piece: Buffer, _encoding, pass) {
      hash.update(piece)
      pass(null, piece)
    },
    flush: (pass) => pass(null, lastLine(hash.digest('hex'))),
  })
  frame.push(firstLine)
  return frame
}

async function sync(path: string) {
  const file = await open(path, 'r+')
  await file.sync().finally(() => file.close())
}
