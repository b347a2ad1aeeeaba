import { open, readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { Secret } from '#platform/crypto/secret.ts'
import { connectionUrl } from '../connection-url.ts'
import { readBson, readJsonLines } from './read-documents.ts'
import { readPostgres } from './read-postgres.ts'
import { readSqlDump } from './read-sql-dump.ts'
import { readSqlite } from './read-sqlite.ts'
import { SourceRefused } from './refused.ts'
import { Staging } from './staging.ts'

const JSON_MAX = 200 * 1024 * 1024

/** Reads a JSON export of a program and fills tables with it; false if it is not that program's. */
export type ReadJson = (value: unknown, staging: Staging) => boolean

/**
 * Copies the data of another system: from the URL of its PostgreSQL, its SQLite file, an SQL dump (optionally gzipped),
 * a folder of mongodump or mongoexport, or its own export file. The caller closes it. Throws SourceRefused if it cannot
 * be read.
 */
export async function openSource(source: string, readJson: ReadJson | null): Promise<Staging> {
  const staging = await Staging.open()
  try {
    await readInto(staging, source, readJson)
    return staging
  } catch (error) {
    await staging.close()
    throw error
  }
}

async function readInto(staging: Staging, source: string, readJson: ReadJson | null): Promise<void> {
  if (/^postgres(?:ql)?:\/\//.test(source)) return readPostgres(connectionUrl(new Secret(source)), staging)
  const server = /^(mysql|mariadb|mongodb)(?:\+\w+)?:\/\//.exec(source)?.[1]
  if (server !== undefined)
    throw new SourceRefused(
      server === 'mongodb'
        ? 'MongoDB is read from a dump: run mongodump and give the folder of the database, such as dump/ai_platform.'
        : 'MySQL and MariaDB are read from a dump: run mysqldump --single-transaction --hex-blob=false and give the file.',
    )
  const found = await stat(source).catch(() => null)
  if (!found) throw new SourceRefused(`${source} does not exist.`)
  if (found.isDirectory()) return readFolder(source, staging)
  const head = await firstBytes(source)
  if (head.toString('latin1', 0, 15) === 'SQLite format 3') return readSqlite(source, staging)
  if (head.toString('latin1', 0, 5) === 'PGDMP')
    throw new SourceRefused(
      `${source} is a dump in PostgreSQL’s own format. Convert it with pg_restore --file dump.sql ${source}, and import dump.sql.`,
    )
  if (source.endsWith('.bson')) return readBson(source, staging)
  if (readJson && /^\s*[{[]/.test(head.toString('utf8')))
    return readExport(source, found.size, readJson, staging)
  await readSqlDump(source, { isCompressed: head[0] === 0x1f && head[1] === 0x8b }, staging)
}

async function readFolder(folder: string, staging: Staging): Promise<void> {
  const names = (await readdir(folder)).sort()
  const dumped = names.filter((name) => name.endsWith('.bson'))
  const exported = names.filter(
    (name) => /\.(?:json|jsonl|ndjson)$/.test(name) && !name.endsWith('.metadata.json'),
  )
  if (dumped.length + exported.length === 0)
    throw new SourceRefused(
      `${folder} contains no collections: *.bson from mongodump, or *.json from mongoexport.`,
    )
  for (const name of dumped) await readBson(join(folder, name), staging)
  for (const name of exported) await readJsonLines(join(folder, name), staging)
}

async function readExport(path: string, size: number, readJson: ReadJson, staging: Staging): Promise<void> {
  if (size > JSON_MAX) throw new SourceRefused(`${path} is larger than ${JSON_MAX / 1024 / 1024} MB.`)
  let value: unknown
  try {
    value = JSON.parse(await readFile(path, 'utf8'))
  } catch (error) {
    throw new SourceRefused(`${path} is not valid JSON: ${(error as Error).message}.`)
  }
  if (!readJson(value, staging)) throw new SourceRefused(`${path} is not an export of this system.`)
}

async function firstBytes(path: string): Promise<Buffer> {
  const file = await open(path)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(64), 0, 64, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
}
