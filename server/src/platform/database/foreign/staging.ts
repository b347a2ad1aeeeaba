import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite'
import { makeScratch } from '#platform/scratch/scratch.ts'

/** A row of another system's database: texts as that database wrote them, by column. */
export type ForeignRow = Readonly<Record<string, string | null>>

/** A row, or a part of the source, that could not be read, and why. */
export interface Unread {
  /** The table; empty if unknown. */
  readonly table: string
  /** Counted from 1 in the order of the source; 0 if it is not about a row. */
  readonly row: number
  readonly reason: string
}

/** The maximum length of a value, in characters. Longer ones are no displayable message or document. */
export const VALUE_MAX = 16_000_000

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`

/**
 * The tables of another system, copied to a temporary file, so that they can be read in any order, repeatedly, and
 * without the source. `close` removes the file.
 */
export class Staging {
  readonly unread: Unread[] = []
  readonly #folder: string
  readonly #file: DatabaseSync
  readonly #columns = new Map<string, readonly string[]>()
  readonly #indexed = new Set<string>()

  private constructor(folder: string) {
    this.#folder = folder
    this.#file = new DatabaseSync(join(folder, 'tables'))
    this.#file.exec('PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; BEGIN')
  }

  static async open(): Promise<Staging> {
    return new Staging(await makeScratch())
  }

  /** Adds missing columns to a table. */
  widen(name: string, columns: readonly string[]): void {
    const known = this.#columns.get(name)
    if (!known) return
    const missing = columns.filter((column) => !known.includes(column))
    for (const column of missing)
      this.#file.exec(`ALTER TABLE ${quoted(name)} ADD COLUMN ${quoted(column)} TEXT`)
    this.#columns.set(name, [...known, ...missing])
  }

  /**
   * Creates a table and returns a function that adds a row. An existing one keeps its columns, and gets missing ones.
   */
  table(name: string, columns: readonly string[]): (values: readonly (string | null)[]) => void {
    if (!this.#columns.has(name)) {
      this.#file.exec(
        `CREATE TABLE ${quoted(name)} (${columns.map((column) => `${quoted(column)} TEXT`).join(', ')})`,
      )
      this.#columns.set(name, columns)
    } else this.widen(name, columns)
    const insert = this.#file.prepare(
      `INSERT INTO ${quoted(name)} (${columns.map(quoted).join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`,
    )
    return (values) => void insert.run(...(values as SQLInputValue[]))
  }

  /** The names of all tables. */
  get tables(): readonly string[] {
    return [...this.#columns.keys()]
  }

  has(table: string, ...columns: readonly string[]): boolean {
    const known = this.#columns.get(table)
    return known !== undefined && columns.every((column) => known.includes(column))
  }

  count(table: string): number {
    if (!this.has(table)) return 0
    const found = this.#file.prepare(`SELECT count(*) AS count FROM ${quoted(table)}`).get()
    return Number(found?.count)
  }

  /** All rows of a table, ordered by a column, integers numerically; none if the table does not exist. */
  rows(table: string, orderedBy = 'id'): Iterable<ForeignRow> {
    if (!this.has(table)) return []
    return this.#select(table, '', orderedBy).iterate() as Iterable<ForeignRow>
  }

  /** The rows of a table with a value in a column, ordered by another column. */
  rowsWith(table: string, column: string, value: string, orderedBy = 'id'): ForeignRow[] {
    if (!this.has(table, column)) return []
    const index = `${table} ${column}`
    if (!this.#indexed.has(index)) {
      this.#file.exec(`CREATE INDEX ${quoted(index)} ON ${quoted(table)} (${quoted(column)})`)
      this.#indexed.add(index)
    }
    return this.#select(table, `WHERE ${quoted(column)} = ?`, orderedBy).all(value) as ForeignRow[]
  }

  /** The first row of a table with a value in a column. */
  rowWith(table: string, column: string, value: string | null | undefined): ForeignRow | null {
    return value ? (this.rowsWith(table, column, value, column)[0] ?? null) : null
  }

  #select(table: string, where: string, orderedBy: string): StatementSync {
    const order = this.has(table, orderedBy)
      ? `ORDER BY CAST(${quoted(orderedBy)} AS INTEGER), ${quoted(orderedBy)}`
      : 'ORDER BY rowid'
    return this.#file.prepare(`SELECT * FROM ${quoted(table)} ${where} ${order}`)
  }

  async close(): Promise<void> {
    this.#file.close()
    await rm(this.#folder, { recursive: true, force: true })
  }
}
