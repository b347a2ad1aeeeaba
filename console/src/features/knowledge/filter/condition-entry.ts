import type { Condition } from '#contract/shapes/document-filter.ts'
import type { MetadataKey } from '#contract/shapes/metadata.ts'

type Value = string | number | boolean

/** What is asked of a key, with its opposites. */
export const tests = [
  'equal',
  'not-equal',
  'one-of',
  'not-one-of',
  'present',
  'not-present',
  'at-least',
  'not-at-least',
  'at-most',
  'not-at-most',
] as const
export type Test = (typeof tests)[number]

/** A condition while it is typed. */
export interface ConditionEntry {
  readonly number: number
  readonly key: string
  readonly test: Test
  readonly texts: readonly string[]
  /** What it held before, so that what is typed over stays what it was. */
  readonly before: readonly Value[]
}

export const testOf = ({ is, not }: Condition): Test => (not ? `not-${is}` : is)

export const valuesOf = (condition: Condition): Value[] =>
  condition.is === 'present' ? [] : condition.is === 'one-of' ? condition.values : [condition.value]

export const entriesOf = (conditions: readonly Condition[]): ConditionEntry[] =>
  conditions.map((condition, number) => ({
    number,
    key: condition.key,
    test: testOf(condition),
    texts: valuesOf(condition).map(String),
    before: valuesOf(condition),
  }))

export const blankEntry = (number: number): ConditionEntry => ({
  number,
  key: '',
  test: 'equal',
  texts: [],
  before: [],
})

/** What is asked, without its not. */
export const plainTest = (test: Test): Condition['is'] => test.replace(/^not-/, '') as Condition['is']

/** The 31st of February is none. */
function isDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  const day = new Date(text)
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text)
}

/** Why a line cannot be sent as it is, if so; one without a key is left out instead. */
export function lackOf({ key, test, texts }: ConditionEntry): 'value' | 'bound' | null {
  const [text = ''] = texts
  const is = plainTest(test)
  if (key.trim() === '' || is === 'present') return null
  if (is === 'one-of') return texts.length === 0 ? 'value' : null
  if (is === 'equal') return null
  return isDate(text) || (text.trim() !== '' && Number.isFinite(Number(text))) ? null : 'bound'
}

/** What was typed, as what documents say of that key. */
export function conditionsOf(entries: readonly ConditionEntry[], keys: readonly MetadataKey[]): Condition[] {
  return entries.flatMap((entry): Condition[] => {
    const key = entry.key.trim()
    if (key === '') return []
    const not = entry.test.startsWith('not-')
    const known = keys.find((one) => one.key === key)
    const typed = (text: string): Value =>
      entry.before.find((value) => String(value) === text) ??
      known?.values.find((value) => String(value) === text) ??
      valueOf(text, known?.kind)
    const [text = ''] = entry.texts
    const is = plainTest(entry.test)
    if (is === 'present') return [{ key, is, not }]
    if (is === 'one-of') return [{ key, is, values: entry.texts.map(typed), not }]
    if (is === 'equal') return [{ key, is, value: typed(text), not }]
    return [{ key, is, value: isDate(text) ? text : Number(text), not }]
  })
}

const valueOf = (text: string, kind?: MetadataKey['kind']): Value => {
  if (kind === 'number' && text.trim() !== '' && Number.isFinite(Number(text))) return Number(text)
  return kind === 'truth' ? text === 'true' : text
}

/** Conditions as an address holds them; none where it holds anything else. */
export function conditionsIn(text: string): Condition[] {
  try {
    const held: unknown = JSON.parse(text)
    return Array.isArray(held) ? held.filter(isCondition) : []
  } catch {
    return []
  }
}

function isCondition(held: unknown): held is Condition {
  const { key, ...asked } = (held ?? {}) as Partial<Condition>
  if (typeof key !== 'string' || !(tests as readonly unknown[]).includes(asked.is)) return false
  const values = asked.is === 'one-of' ? asked.values : 'value' in asked ? [asked.value] : []
  return Array.isArray(values) && values.every((value) => /^(?:string|number|boolean)$/.test(typeof value))
}
