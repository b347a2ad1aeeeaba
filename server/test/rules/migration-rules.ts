import type { Rule } from './source-file.ts'

interface Reviewed {
  readonly migration: string
  /** As the rule names what it found. */
  readonly step: string
  readonly why: string
}

/** Steps that take something away and may: each with the reason why nothing that still runs misses it. */
export const reviewed: readonly Reviewed[] = []

/**
 * While processes are replaced one by one, those of the version before work on the schema of this one. So a step adds,
 * and what nobody reads or writes any more is taken away by a later version.
 */
export const migrationsOnlyAdd: Rule = (files) =>
  files.flatMap(({ path, text }) => {
    const name = /^server\/migrations\/(\d{4}-[^/]+)\.up\.sql$/.exec(path)?.[1]
    if (name === undefined) return []
    return contractionsIn(text)
      .filter((step) => !reviewed.some((one) => one.migration === name && one.step === step))
      .map((step) => `${path}: ${step}. The version before still needs it: take it away in a later version.`)
  })

/** Everything in a migration that a process of the version before would trip over. */
export function contractionsIn(sql: string): string[] {
  const plain = sql.replaceAll(/--.*$/gm, '').replaceAll(/'(?:[^']|'')*'/g, "''")
  const own = new Set([...plain.matchAll(made)].map(([, table = '']) => table.toLowerCase()))
  return plain
    .split(';')
    .map((statement) => statement.replaceAll(/\s+/g, ' ').trim())
    .flatMap((statement) => takenBy(statement, own))
}

const made = /\bCREATE\s+(?:TEMP(?:ORARY)?\s+|UNLOGGED\s+)?TABLE\s+(?:IF\s+NOT\s+EXISTS\s+)?"?(\w+)/gi

function takenBy(statement: string, own: ReadonlySet<string>): string[] {
  const dropped = /\bDROP (?:TABLE|VIEW|TYPE|SCHEMA) (?:IF EXISTS )?([\w", ]+)/i.exec(statement)?.[1]
  const gone = (dropped ?? '')
    .split(',')
    .map((name) => name.replaceAll(/"|\b(?:CASCADE|RESTRICT)\b/gi, '').trim())
  const tables = gone
    .filter((name) => name !== '' && !own.has(name.toLowerCase()))
    .map((name) => `drops ${name}`)
  const [, table = '', changes = ''] =
    /\bALTER TABLE (?:IF EXISTS )?(?:ONLY )?"?(\w+)"? (.*)$/i.exec(statement) ?? []
  if (table === '' || own.has(table.toLowerCase())) return tables
  return [...tables, ...partsOf(changes).flatMap((change) => takenByChange(table, change))]
}

/** The changes of one statement: commas within parentheses are none between changes. */
function partsOf(changes: string): string[] {
  const parts = ['']
  let depth = 0
  for (const sign of changes) {
    if (sign === '(') depth += 1
    if (sign === ')') depth -= 1
    if (sign === ',' && depth === 0) parts.push('')
    else parts[parts.length - 1] += sign
  }
  return parts.map((part) => part.trim())
}

const steps: readonly (readonly [RegExp, (column: string) => string])[] = [
  [/^DROP (?:COLUMN )?(?:IF EXISTS )?(?!CONSTRAINT\b)"?(\w+)/i, (column) => `drops ${column}`],
  [/^RENAME (?:COLUMN )?(?!CONSTRAINT\b)"?(\w+)/i, (column) => `renames ${column}`],
  [/^ALTER (?:COLUMN )?"?(\w+)"? (?:SET DATA )?TYPE\b/i, (column) => `gives ${column} another type`],
  [/^ALTER (?:COLUMN )?"?(\w+)"? SET NOT NULL\b/i, (column) => `makes ${column} NOT NULL`],
  [/^ALTER (?:COLUMN )?"?(\w+)"? DROP DEFAULT\b/i, (column) => `takes the default of ${column}`],
  [
    /^ADD (?:COLUMN )?(?:IF NOT EXISTS )?(?!CONSTRAINT\b|CHECK\b|UNIQUE\b|PRIMARY\b|FOREIGN\b|EXCLUDE\b)"?(\w+)"? (?=.*(?:NOT NULL|PRIMARY KEY))(?!.*\b(?:DEFAULT|GENERATED)\b)/i,
    (column) => `adds ${column} NOT NULL without a default`,
  ],
]

const takenByChange = (table: string, change: string): string[] =>
  steps.flatMap(([pattern, say]) => {
    const column = pattern.exec(change)?.[1]
    return column === undefined ? [] : [say(/^RENAME TO/i.test(change) ? table : `${table}.${column}`)]
  })
