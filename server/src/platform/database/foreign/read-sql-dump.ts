import { createReadStream } from 'node:fs'
import { createGunzip } from 'node:zlib'
import { columnsOf, copiedInto, insertedInto, tableMade } from './sql-statements.ts'
import { SourceRefused } from './refused.ts'
import { SqlValues } from './sql-values.ts'
import { type Staging, VALUE_MAX } from './staging.ts'

const STATEMENT_MAX = 1_000_000
const CUT = 'The dump ends in the middle of this table.'

/**
 * Copies the tables of a dump in SQL, as pg_dump, mysqldump, mariadb-dump and sqlite3 write it, compressed with gzip or
 * not, in one pass and without holding it in memory. Throws SourceRefused for a file that is not in UTF-8.
 */
export async function readSqlDump(
  path: string,
  { isCompressed }: { isCompressed: boolean },
  staging: Staging,
) {
  const file = createReadStream(path)
  const bytes = isCompressed ? file.pipe(createGunzip()) : file
  // A failed input ends the pipe.
  if (isCompressed) file.on('error', (error) => bytes.destroy(error))
  const decoder = new TextDecoder('utf-8', { fatal: true })
  const dump = new SqlDump(staging)
  try {
    for await (const chunk of bytes) dump.push(decoder.decode(chunk as Uint8Array, { stream: true }))
    dump.push(decoder.decode())
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'Z_BUF_ERROR')
      staging.unread.push({ table: '', row: 0, reason: 'The compressed file is truncated.' })
    else if (error instanceof TypeError) throw new SourceRefused(`${path} is not in UTF-8.`)
    else throw error
  }
  dump.end()
}

/** Quoted text and comments, by their opening and closing characters. */
const enclosed = { "'": "'", '"': '"', '`': '`', '--': '\n', '#': '\n', '/*': '*/' } as const

/** Parses a dump as it arrives, statement by statement. */
class SqlDump {
  readonly #staging: Staging
  readonly #columns = new Map<string, readonly string[]>()
  #mode: 'statement' | 'copy' | 'values' = 'statement'
  #statement = ''
  /** The end of the current quotation or comment; null outside of one. */
  #until: string | null = null
  #isComment = false
  #comment = ''
  #isMySql = false
  #isPromised = false
  #isComplete = false
  #table = ''
  #row = 0
  #add: ((values: readonly (string | null)[]) => void) | null = null
  #width = 0
  #line = ''
  #isLineTooLong = false
  /** A table's data starts on the line after its statement. */
  #isAfterStatement = false
  #values: SqlValues | null = null
  #held = ''

  constructor(staging: Staging) {
    this.#staging = staging
  }

  push(chunk: string): void {
    // The last characters wait for the next chunk, since they may start `--`, `/*`, `$x$` or `''`.
    const text = this.#held + chunk
    const safe = this.#mode === 'statement' ? Math.max(0, text.length - 64) : text.length
    this.#held = text.slice(this.#read(text, safe))
  }

  end(): void {
    const rest = this.#held
    this.#held = ''
    const at = this.#read(`${rest}\n`, rest.length + 1)
    if (at < rest.length) this.#read(`${rest.slice(at)}\n`, rest.length - at + 1)
    if (this.#mode !== 'statement') this.#tell(CUT)
    else if (this.#isPromised && !this.#isComplete)
      this.#staging.unread.push({
        table: '',
        row: 0,
        reason: 'The dump is truncated: its last line is missing.',
      })
  }

  /** Parses up to `safe`; returns how far it got. */
  #read(text: string, safe: number): number {
    let at = 0
    while (at < safe || (this.#mode !== 'statement' && at < text.length)) {
      if (this.#mode === 'copy') at = this.#readCopy(text, at)
      else if (this.#mode === 'values') at = this.#readValues(text, at)
      else at = this.#readStatement(text, at, safe)
    }
    return at
  }

  #readStatement(text: string, from: number, safe: number): number {
    let at = from
    while (at < safe) {
      if (this.#until !== null) {
        const end = text.indexOf(this.#until, at)
        const stop = end < 0 || end >= safe ? safe : end + this.#until.length
        if (this.#isComment) this.#comment = (this.#comment + text.slice(at, stop)).slice(0, 200)
        else this.#keep(text.slice(at, stop))
        if (end >= 0 && end < safe) this.#endEnclosed()
        at = stop
        continue
      }
      const character = text[at] ?? ''
      if (character === ';') {
        at += 1
        this.#endStatement()
        if (this.#mode !== 'statement') return at
        continue
      }
      const begun = this.#beginEnclosed(text, at)
      if (begun > 0) {
        at += begun
        continue
      }
      if (character === '(' && this.#beginsValues()) return at
      this.#keep(character)
      at += 1
    }
    return at
  }

  #keep(piece: string): void {
    if (this.#statement.length < STATEMENT_MAX) this.#statement += piece
  }

  /** The length of an opening quote or comment at this position; 0 if there is none. */
  #beginEnclosed(text: string, at: number): number {
    const two = text.slice(at, at + 2)
    const begin = two === '--' || two === '/*' ? two : (text[at] ?? '')
    if (begin === '$') {
      const tag = /^\$\w{0,40}\$/.exec(text.slice(at, at + 42))?.[0]
      if (tag === undefined) return 0
      this.#until = tag
      this.#isComment = false
      return tag.length
    }
    const end =
      begin === '#' && this.#statement.trim() !== '' ? undefined : enclosed[begin as keyof typeof enclosed]
    if (end === undefined) return 0
    this.#until = end
    this.#isComment = begin.length === 2 || begin === '#'
    this.#comment = ''
    if (!this.#isComment) this.#keep(begin)
    return begin.length
  }

  #endEnclosed(): void {
    this.#until = null
    if (!this.#isComment) return
    this.#isComment = false
    if (/^ (MySQL|MariaDB) dump/.test(this.#comment)) [this.#isMySql, this.#isPromised] = [true, true]
    if (/^ PostgreSQL database dump\s/.test(this.#comment) && !/complete/.test(this.#comment))
      this.#isPromised = true
    if (/^ (Dump completed|PostgreSQL database dump complete)/.test(this.#comment)) this.#isComplete = true
  }

  #endStatement(): void {
    const statement = this.#statement.trim()
    this.#statement = ''
    const made = tableMade(statement)
    if (made && made.columns.length > 0) {
      this.#columns.set(made.table, made.columns)
      this.#open(made.table, made.columns)
    }
    const copied = copiedInto(statement)
    if (!copied) return
    this.#open(copied.table, copied.columns)
    this.#mode = 'copy'
    this.#isAfterStatement = true
  }

  #beginsValues(): boolean {
    const inserted = insertedInto(this.#statement)
    if (!inserted) return false
    this.#statement = ''
    this.#open(inserted.table, inserted.columns ?? this.#columns.get(inserted.table) ?? [])
    this.#values = new SqlValues(this.#isMySql)
    this.#mode = 'values'
    return true
  }

  #open(table: string, columns: readonly string[]): void {
    if (table !== this.#table) this.#row = 0
    this.#table = table
    this.#width = columns.length
    try {
      this.#add = columns.length > 0 ? this.#staging.table(table, columns) : null
    } catch {
      this.#tell('Its columns cannot be read: one is named twice, or there are too many.')
      this.#add = null
    }
  }

  #tell(reason: string): void {
    this.#staging.unread.push({ table: this.#table, row: this.#row, reason })
  }

  #take(values: readonly (string | null)[] | null): void {
    this.#row += 1
    if (values === null) this.#tell('A value is too large to import.')
    else if (!this.#add) this.#tell('Its columns are unknown.')
    else if (values.length !== this.#width)
      this.#tell('It does not have as many values as the table has columns.')
    else this.#add(values)
  }

  #readValues(text: string, from: number): number {
    const { at, rows, isDone } = (this.#values as SqlValues).read(text, from)
    for (const row of rows) this.#take(row)
    if (isDone) this.#mode = 'statement'
    return at
  }

  #readCopy(text: string, from: number): number {
    const end = text.indexOf('\n', from)
    const piece = text.slice(from, end < 0 ? text.length : end)
    if (this.#line.length + piece.length > 2 * VALUE_MAX) this.#isLineTooLong = true
    else this.#line += piece
    if (end < 0) return text.length
    const [line, isTooLong] = [this.#line.replace(/\r$/, ''), this.#isLineTooLong]
    this.#line = ''
    this.#isLineTooLong = false
    if (this.#isAfterStatement) this.#isAfterStatement = false
    else if (line === '\\.' && !isTooLong) this.#mode = 'statement'
    else this.#take(isTooLong ? null : columnsOf(line))
    return end + 1
  }
}
