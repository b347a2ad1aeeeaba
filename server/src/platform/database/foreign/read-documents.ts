import { createReadStream } from 'node:fs'
import { open, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { createInterface } from 'node:readline'
import { Binary, BSON, EJSON } from 'bson'
import type { Staging } from './staging.ts'

/** MongoDB's limit for a document is 16 MB. */
const DOCUMENT_MAX = 17 * 1024 * 1024
const DOCUMENTS_AT_ONCE = 200

/** Copies a collection of MongoDB as mongodump writes it: documents in BSON, one after the other. */
export async function readBson(path: string, staging: Staging): Promise<void> {
  const table = basename(path).replace(/\.bson$/, '')
  const collection = new Collection(table, staging)
  const file = await open(path)
  try {
    const { size } = await stat(path)
    const head = Buffer.alloc(4)
    for (let at = 0; at < size; ) {
      await file.read(head, 0, 4, at)
      const length = head.readInt32LE(0)
      if (length < 5 || length > DOCUMENT_MAX || at + length > size) {
        collection.refuse(
          at + length > size ? 'The file ends in the middle of a document.' : 'What follows is not BSON.',
        )
        break
      }
      const bytes = Buffer.alloc(length)
      await file.read(bytes, 0, length, at)
      collection.take(() => BSON.deserialize(bytes))
      at += length
    }
  } finally {
    await file.close()
  }
  collection.end()
}

/** Copies a collection as mongoexport writes it: a document in JSON on each line. */
export async function readJsonLines(path: string, staging: Staging): Promise<void> {
  const collection = new Collection(basename(path).replace(/\.(?:json|jsonl|ndjson)$/, ''), staging)
  for await (const line of createInterface({ input: createReadStream(path, 'utf8'), crlfDelay: Infinity }))
    if (line.length > DOCUMENT_MAX) collection.refuse('A document is too large to import.')
    else if (line.trim() !== '') collection.take(() => EJSON.parse(line) as Record<string, unknown>)
  collection.end()
}

/** Documents have no columns: a table gets those of its documents, some at a time. */
class Collection {
  readonly #table: string
  readonly #staging: Staging
  #waiting: Record<string, string | null>[] = []
  #count = 0

  constructor(table: string, staging: Staging) {
    this.#table = table
    this.#staging = staging
  }

  take(read: () => object): void {
    this.#count += 1
    try {
      const document = Object.entries(read()).map(([key, value]) => [key, textOf(value)] as const)
      this.#waiting.push(Object.fromEntries(document))
    } catch {
      this.refuse('A document cannot be read.')
    }
    if (this.#waiting.length >= DOCUMENTS_AT_ONCE) this.end()
  }

  refuse(reason: string): void {
    this.#staging.unread.push({ table: this.#table, row: this.#count, reason })
  }

  end(): void {
    const columns = [...new Set(this.#waiting.flatMap((document) => Object.keys(document)))]
    if (columns.length > 0) {
      this.#staging.widen(this.#table, columns)
      const add = this.#staging.table(this.#table, columns)
      for (const document of this.#waiting) add(columns.map((column) => document[column] ?? null))
    }
    this.#waiting = []
  }
}

/**
 * A document's value as text: IDs as hexadecimal digits, times in ISO 8601, binary text as text, nested values as JSON.
 */
function textOf(value: unknown): string | null {
  if (value === null || value === undefined) return null
  if (typeof value === 'string') return value
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString()
  if (typeof value !== 'object') return String(value)
  if (value instanceof Binary) return Buffer.from(value.value()).toString('utf8')
  if ('toHexString' in value && typeof value.toHexString === 'function') return String(value.toHexString())
  return JSON.stringify(value)
}
