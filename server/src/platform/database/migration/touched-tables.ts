/** The effects of a migration step on tables, according to its text. */
export interface Touched {
  /** Tables whose rows it reads or changes, or whose foreign keys it checks: its owner must see all their rows. */
  readonly rows: readonly string[]
  /** Tables that it alters. */
  readonly altered: readonly string[]
  /** Tables that it drops, which also changes those that their foreign keys name. */
  readonly dropped: readonly string[]
}

const QUERIES = /^(?:WITH|SELECT|INSERT|UPDATE|DELETE|MERGE|DO|CALL|TRUNCATE)\b|\bAS\s+(?:SELECT|WITH)\b/i
const CHECKS_KEYS = /^ALTER\s+TABLE\b.*\bREFERENCES\b|\bVALIDATE\s+CONSTRAINT\b/is
// A function that a step calls runs as its owner; one that it leaves behind runs for others.
const MAKES_FUNCTION = /^CREATE\s+(?:OR\s+REPLACE\s+)?(?:FUNCTION|PROCEDURE)\s+(?!pg_temp\.)/i
const OWN_FUNCTION = /^CREATE\s+(?:OR\s+REPLACE\s+)?FUNCTION\s+pg_temp\./i
const DROPS = /^DROP\s+TABLE\s+(?:IF\s+EXISTS\s+)?([^;]+)$/i
const ALTERS = /^ALTER\s+TABLE\s+(?:IF\s+EXISTS\s+)?(?:ONLY\s+)?([\w".]+)/i
const ALTERS_ON =
  /^(?:CREATE|DROP|ALTER)\s+(?:OR\s+REPLACE\s+)?(?:CONSTRAINT\s+)?(?:TRIGGER|POLICY)\b.*?\bON\s+([\w".]+)/is

/**
 * The `known` tables that a step touches. It may list one too many, if a column has a table's name, but never one too
 * few: a step that cannot see a table's rows would silently change none of them.
 */
export function touchedTables(sql: string, known: readonly string[]): Touched {
  const [rows, altered, dropped] = [new Set<string>(), new Set<string>(), new Set<string>()]
  const add = (to: Set<string>, names: readonly string[]) => {
    for (const name of names) if (known.includes(name)) to.add(name)
  }
  for (const statement of statementsOf(sql).filter((one) => !MAKES_FUNCTION.test(one))) {
    if ([QUERIES, CHECKS_KEYS, OWN_FUNCTION].some((form) => form.test(statement)))
      add(rows, statement.toLowerCase().match(/\w+/g) ?? [])
    add(dropped, (DROPS.exec(statement)?.[1] ?? '').split(',').map(bare))
    const [, table = ''] = ALTERS.exec(statement) ?? ALTERS_ON.exec(statement) ?? []
    add(altered, [bare(table)])
  }
  return { rows: [...rows].sort(), altered: [...altered].sort(), dropped: [...dropped].sort() }
}

/** A table's plain name: without schema, quotes, or what may follow the last one of a DROP. */
const bare = (name: string) =>
  (name.trim().split(/\s/, 1)[0] ?? '')
    .replaceAll('"', '')
    .replace(/^public\./i, '')
    .toLowerCase()

/** The statements of a file without comments; dollar-quoted text stays in one piece. */
export function statementsOf(sql: string): string[] {
  const pieces = sql.match(/--[^\n]*|'(?:[^']|'')*'|\$(\w*)\$[\s\S]*?\$\1\$|;|[^-';$]+|[\s\S]/g) ?? []
  const statements = ['']
  for (const piece of pieces) {
    if (piece === ';') statements.push('')
    else if (!piece.startsWith('--')) statements[statements.length - 1] += piece
  }
  return statements.map((statement) => statement.trim()).filter((statement) => statement !== '')
}
