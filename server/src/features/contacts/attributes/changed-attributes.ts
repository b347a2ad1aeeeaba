import type { AttributeKind, AttributeValue } from '#contract/shapes/contact.ts'
import type { Reader } from '#platform/database/open.ts'
import { invalidInput } from '#kernel/fault.ts'
import { storableText } from '#kernel/storable.ts'
import type { Attributes } from '../contact.ts'
import { findAttributes } from './attribute-store.ts'

const isDay = (value: string): boolean => {
  const day = new Date(`${value}T00:00:00Z`)
  return (
    /^\d{4}-\d{2}-\d{2}$/.test(value) &&
    !Number.isNaN(day.getTime()) &&
    day.toISOString().slice(0, 10) === value
  )
}

const fits: Record<AttributeKind, (value: AttributeValue) => boolean> = {
  text: (value) => typeof value === 'string' && value !== '',
  number: (value) => typeof value === 'number',
  boolean: (value) => typeof value === 'boolean',
  date: (value) => typeof value === 'string' && isDay(value),
}

/**
 * The attributes with the given changes; null removes a value. Throws Fault `invalid_input` for a key that the tenant
 * has not defined and for a value of another kind.
 */
export async function changedAttributes(
  tx: Reader,
  before: Attributes,
  given: Readonly<Record<string, AttributeValue | null>> | undefined,
): Promise<Attributes> {
  if (!given) return before
  const kinds = new Map((await findAttributes(tx)).map(({ key, kind }) => [key, kind]))
  const after = new Map(Object.entries(before))
  for (const [key, value] of Object.entries(given)) {
    const kind = kinds.get(key)
    const refused = (message: string) =>
      invalidInput(`attributes.${key}: ${message}`, [{ path: `attributes.${key}`, message }])
    if (value === null) after.delete(key)
    else if (!kind) throw refused('is not defined')
    else if (!fits[kind](value)) throw refused(`is no ${kind}`)
    else after.set(key, typeof value === 'string' ? storableText(value) : value)
  }
  return Object.fromEntries(after)
}
