import { parsePattern, type Term } from './parse-pattern.ts'

/** Texts that a pattern may be slow on are a beginning, a unit again and again, and an end. */
export interface Attack {
  readonly before: string
  readonly unit: string
  readonly after: string
}

/** A repetition that often may run on for as long as the text does. */
const LONG = 100
const USUAL = [...' \n\taA0-_.,!<>/"\'=中é½²\u0301\u1100\u05d0\ufb01\u2f00\uff9e😀\u0001']
const SAMPLES = 6

export const textOf = ({ before, unit, after }: Attack, length: number): string =>
  before + unit.repeat(Math.ceil(length / unit.length)) + after

/** Whether a pattern repeats anything without a low limit. */
export const isUnbounded = ({ source }: RegExp): boolean =>
  everyTerm(parsePattern(source)).some(({ max }) => max >= LONG)

const everyTerm = (rows: readonly (readonly Term[])[]): Term[] =>
  rows
    .flat()
    .flatMap((term) => [term, ...(typeof term.body === 'object' && term.body ? everyTerm(term.body) : [])])

/** The attacks that a pattern itself suggests: runs of all that it repeats, behind all that leads there. */
export function attacksOn({ source, flags }: RegExp): Attack[] {
  const rows = parsePattern(source)
  const alphabet = [...new Set([...literals(rows), ...USUAL])]
  const samples = sampler(alphabet, flags.replace(/[gy]/g, ''))
  const attacks = new Map<string, Attack>()
  const add = (before: string, unit: string) => {
    if (unit === '') return
    for (const after of ['', '\u0001', ']x'])
      attacks.set(JSON.stringify([before, unit, after]), { before, unit, after })
  }
  const repeats = [...repeatsIn(rows, '', samples)]
  const units = [...new Set(repeats.flatMap((repeat) => repeat.units))]
  for (const { lead, units: own } of repeats) {
    add('', lead)
    for (const unit of own) {
      for (const before of ['', 'x', lead, `${lead}x`, lead + unit]) add(before, unit)
      add('', lead + unit)
      add('', unit + lead)
    }
  }
  const few = units.slice(0, 12)
  for (const one of few) for (const other of few) if (one !== other) add('x', one + other)
  return [...attacks.values()]
}

/** Every character that a pattern names. */
const literals = (rows: readonly (readonly Term[])[]): string[] =>
  everyTerm(rows).flatMap(({ body }) =>
    typeof body === 'string' ? [...body.replace(/\\[pP]\{[^}]*\}/g, '').replace(/\\[nrtdswDSWbB]/g, '')] : [],
  )

type Samples = (term: Term) => string[]

/** Some texts that a term's body matches, once. */
function sampler(alphabet: readonly string[], flags: string): Samples {
  const known = new Map<string, string[]>()
  const ofAtom = (atom: string) => {
    const found = known.get(atom)
    if (found) return found
    const pattern = new RegExp(`^(?:${atom})$`, flags)
    const made = alphabet.filter((character) => pattern.test(character)).slice(0, SAMPLES)
    known.set(atom, made)
    return made
  }
  const samples: Samples = ({ body, isLook }) => {
    if (body === null || isLook) return ['']
    if (typeof body === 'string') return ofAtom(body)
    return body.slice(0, SAMPLES).map((row) => shortest(row, samples))
  }
  return samples
}

const shortest = (row: readonly Term[], samples: Samples): string =>
  row.map((term) => (samples(term)[0] ?? '').repeat(Math.min(term.min, LONG))).join('')

interface Repeat {
  /** The shortest text that leads there. */
  readonly lead: string
  readonly units: readonly string[]
}

function* repeatsIn(rows: readonly (readonly Term[])[], lead: string, samples: Samples): Generator<Repeat> {
  for (const row of rows) {
    let here = lead
    for (const term of row) {
      if (term.max >= LONG) yield { lead: here, units: samples(term) }
      if (typeof term.body === 'object' && term.body) yield* repeatsIn(term.body, here, samples)
      here += shortest([term], samples)
    }
  }
}
