/** Tables as their statements make them, and their rows, in SQL that every server understands. */
export interface OlderTables {
  readonly create: readonly string[]
  readonly rows: Readonly<Record<string, readonly Row[]>>
}

type Row = Readonly<Record<string, string | number | boolean | null>>

/** The password of everybody in them. */
export const OLD_PASSWORD = 'old-Password-1'
export const DJANGO_HASH =
  'pbkdf2_sha256$1000000$indmgGe2zIxpQeYfvCiRi4$JsGnAdPxc2mYlTPTzE5m9jcykMM0lsrItTTbVVVkyIo='
export const BCRYPT_HASH = '$2b$10$4/7fjW4BRapeU/V3f7s.zef1jtRF3uLKOt0HNVFANEDpgkpe9d8hu'

export const CONVERSATIONS = 1_000
/** In each conversation, by turns of somebody and of an agent. */
export const MESSAGES = 4

export const times = <T>(count: number, make: (number: number) => T): T[] =>
  Array.from({ length: count }, (_, at) => make(at + 1))

/** Says what no way of writing may change: quotes, backslashes, lines, and letters of many bytes. */
export const words = (conversation: number, message: number): string =>
  `第 ${message} 句 of ${conversation}: it's "quoted" \\ and\nanother line 😀`

/** A time as their databases write it, a minute for each. */
export const moment = (minute: number): string =>
  new Date(Date.UTC(2024, 4, 1) + minute * 60_000).toISOString().replace('T', ' ').slice(0, 19)

const ROWS_AT_ONCE = 500

/** The rows as statements. `escapes`: whether a backslash in a text stands for more than itself, as in MySQL. */
export function insertsOf({ rows }: OlderTables, { escapes = false } = {}): string[] {
  const literal = (value: Row[string]) => {
    if (value === null) return 'NULL'
    if (typeof value !== 'string') return String(value)
    return `'${(escapes ? value.replaceAll('\\', '\\\\') : value).replaceAll("'", "''")}'`
  }
  return Object.entries(rows).flatMap(([table, all]) => {
    const columns = Object.keys(all[0] ?? {})
    return times(Math.ceil(all.length / ROWS_AT_ONCE), (stretch) => {
      const some = all.slice((stretch - 1) * ROWS_AT_ONCE, stretch * ROWS_AT_ONCE)
      const values = some.map((row) => `(${columns.map((column) => literal(row[column] ?? null)).join(',')})`)
      return `INSERT INTO ${table} (${columns.join(',')}) VALUES ${values.join(',\n')}`
    })
  })
}
