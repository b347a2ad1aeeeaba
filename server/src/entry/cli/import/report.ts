import type { Unread } from '#platform/database/foreign/staging.ts'

/** The counts for objects of one kind. */
export interface Tally {
  readonly kind: string
  found: number
  taken: number
  /** Taken before. */
  known: number
  unfit: number
}

/** Something that is missing here, or different. */
export interface Finding {
  readonly kind: string
  /** Its ID in the old system; empty if it has none. */
  readonly id: string
  readonly reason: string
  /** True if it was imported nevertheless. */
  readonly isTaken: boolean
}

const SHOWN = 20
const NAMED = 3

/** Collects the results of an import, and prints them. */
export class Report {
  readonly tallies: Tally[] = []
  readonly findings: Finding[] = []

  begin(kind: string): Tally {
    const tally = { kind, found: 0, taken: 0, known: 0, unfit: 0 }
    this.tallies.push(tally)
    return tally
  }

  note(finding: Finding): void {
    this.findings.push(finding)
  }

  unread({ table, row, reason }: Unread): void {
    const id = row > 0 ? `row ${row}` : ''
    this.findings.push({ kind: table || 'source', id, reason, isTaken: false })
  }

  /** A table of the counts, then what differs. */
  lines(isDryRun: boolean): string[] {
    const head = ['', 'found', isDryRun ? 'would be imported' : 'imported', 'already here', 'not imported']
    const rows = this.tallies.map(({ kind, found, taken, known, unfit }) =>
      [kind, found, taken, known, unfit].map(String),
    )
    const widths = head.map((title, at) =>
      Math.max(...[head, ...rows].map((row) => row[at]?.length ?? 0), title.length),
    )
    const line = (row: readonly string[]) =>
      row
        .map((cell, at) => (at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0)))
        .join('  ')
        .trimEnd()
    const groups = [...Map.groupBy(this.findings, sentenceOf)]
    const rest = groups.length - SHOWN
    return [
      line(head),
      ...rows.map(line),
      ...(groups.length > 0 ? ['', 'Not imported, or imported with changes:'] : []),
      ...groups.slice(0, SHOWN).map(([sentence, findings]) => `  ${sentence} ${whichOf(findings)}`.trimEnd()),
      ...(rest > 0 ? [`… and ${rest} more. Use --report to write all of them to a file.`] : []),
    ]
  }

  /** All findings, a JSON object on each line. */
  toJsonLines(): string {
    return this.findings.map((finding) => `${JSON.stringify(finding)}\n`).join('')
  }
}

const sentenceOf = ({ kind, reason, isTaken }: Finding): string =>
  `${kind}${isTaken ? ' (imported)' : ''}: ${reason}`

/** Which ones, or some of them with the total. */
function whichOf(findings: readonly Finding[]): string {
  const ids = findings.flatMap(({ id }) => (id === '' ? [] : [id]))
  if (ids.length === 0) return ''
  const more = ids.length - NAMED
  return `[${ids.slice(0, NAMED).join(', ')}${more > 0 ? ` and ${more} more` : ''}]`
}
