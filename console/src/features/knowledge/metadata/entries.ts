import type { Metadata } from '#contract/shapes/metadata.ts'

export type ValueKind = 'text' | 'number' | 'truth' | 'list'

/** A key with its value while they are typed. */
export interface Entry {
  readonly number: number
  readonly key: string
  readonly kind: ValueKind
  readonly text: string
}

const kindOf = (value: Metadata[string]): ValueKind =>
  Array.isArray(value)
    ? 'list'
    : typeof value === 'number'
      ? 'number'
      : typeof value === 'boolean'
        ? 'truth'
        : 'text'

/** What is known, to be typed over. */
export const entriesOf = (metadata: Metadata): Entry[] =>
  Object.entries(metadata).map(([key, value], number) => ({
    number,
    key,
    kind: kindOf(value),
    text: Array.isArray(value) ? value.join(', ') : String(value),
  }))

const valueOf = ({ kind, text }: Entry): Metadata[string] => {
  if (kind === 'number') return Number(text)
  if (kind === 'truth') return text === 'true'
  if (kind === 'text') return text.trim()
  return text
    .split(/[,，、]/)
    .map((one) => one.trim())
    .filter((one) => one !== '')
}

/** What was typed; lines without a key are left out. */
export const metadataOf = (entries: readonly Entry[]): Metadata =>
  Object.fromEntries(
    entries
      .filter(({ key }) => key.trim() !== '')
      .map((entry): [string, Metadata[string]] => [entry.key.trim(), valueOf(entry)]),
  )

/** A key that is there twice, if any. */
export const doubledKey = (entries: readonly Entry[]): string | null => {
  const keys = entries.map(({ key }) => key.trim()).filter((key) => key !== '')
  return keys.find((key, at) => keys.indexOf(key) !== at) ?? null
}
