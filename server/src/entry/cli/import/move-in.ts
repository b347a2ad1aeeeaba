import {
  type Destination,
  findTaken,
  type OldKind,
  type OldSystem,
  Unfit,
} from '#dialects/moving-in/moving-in.ts'
import { asFault } from '#kernel/fault.ts'
import type { ForeignRow, Staging, Unread } from '#platform/database/foreign/staging.ts'
import { SourceRefused } from '#platform/database/foreign/refused.ts'
import type { Report, Tally } from './report.ts'

interface Options {
  readonly isDryRun: boolean
  /** Called after every row. */
  readonly progress: (tally: Tally) => void
}

/** Throws SourceRefused if the tables are not those of that system. */
export function refuseOthers(system: OldSystem, staging: Staging): void {
  const missing = Object.entries(system.signs).filter(([table, columns]) => !staging.has(table, ...columns))
  if (missing.length === 0) return
  const named = missing
    .map(([table, columns]) => (staging.has(table) ? `${table} (${columns.join(', ')})` : table))
    .join(', ')
  throw new SourceRefused(
    `This is not a ${system.name} database, or its version is unknown. It lacks ${named}; it has ${
      staging.tables.slice(0, 12).join(', ') || 'no tables'
    }.`,
  )
}

/**
 * Throws SourceRefused if parts of the source are unreadable. Missing parts of an imported conversation are not added
 * later, when the whole source is given.
 */
export function refuseIncomplete({ unread }: Staging): void {
  const [first] = unread
  if (!first) return
  const more = unread.length > 1 ? ` (and ${unread.length - 1} more)` : ''
  throw new SourceRefused(
    `Not all of the source can be read. ${placeOf(first)}${first.reason}${more} What is missing from ` +
      'a conversation cannot be added later: provide the whole source, or import what is there with --incomplete. --dry-run counts it.',
  )
}

const placeOf = ({ table, row }: Unread): string =>
  table === '' ? '' : row > 0 ? `${table}, row ${row}: ` : `${table}: `

/**
 * Imports everything from an old system that fits, kind by kind, and reports the rest. What was imported before stays
 * unchanged.
 */
export async function moveIn(
  system: OldSystem,
  staging: Staging,
  to: Destination,
  report: Report,
  options: Options,
): Promise<void> {
  for (const unread of staging.unread) report.unread(unread)
  for (const kind of system.kinds)
    await moveKind(system.name, kind as OldKind, staging, { to, report, options })
}

async function moveKind(
  system: string,
  kind: OldKind,
  staging: Staging,
  { to, report, options }: { to: Destination; report: Report; options: Options },
) {
  const tally = report.begin(kind.kind)
  for (const row of staging.rows(kind.table)) {
    to.scope.signal.throwIfAborted()
    tally.found += 1
    const id = row.id ?? row._id ?? ''
    try {
      const { isNew, remarks } = await take(system, kind, row, { staging, to, isDryRun: options.isDryRun })
      if (isNew) tally.taken += 1
      else tally.known += 1
      for (const reason of remarks) report.note({ kind: kind.kind, id, reason, isTaken: true })
    } catch (error) {
      // Anything else, such as an unreachable database, is left to the next attempt.
      if (!isOfTheRow(error)) throw error
      tally.unfit += 1
      report.note({ kind: kind.kind, id, reason: error.message, isTaken: false })
    }
    options.progress(tally)
  }
}

async function take(
  system: string,
  kind: OldKind,
  row: ForeignRow,
  { staging, to, isDryRun }: { staging: Staging; to: Destination; isDryRun: boolean },
) {
  const item = kind.read(row, staging)
  const place = kind.into ? await kind.into(to, item) : to
  if (!isDryRun) {
    if (place === null)
      throw new Unfit('Its tenant is not here: it was not imported, or has been deleted since.')
    return kind.take(place, item)
  }
  if (place === null) return { isNew: true, remarks: [] }
  const known = await findTaken(place.scope, {
    dialect: system,
    kind: kind.ledger,
    oldId: row.id ?? row._id ?? '',
  })
  return { isNew: known === null, remarks: [] }
}

const isOfTheRow = (error: unknown): error is Error =>
  error instanceof Unfit ||
  (error instanceof Error &&
    ['invalid_input', 'conflict', 'not_found', 'too_large', 'limit_reached'].includes(asFault(error).code))
