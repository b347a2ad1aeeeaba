import type { z } from 'zod'
import type { AddContact, Contact } from '#contract/shapes/contact.ts'
import type { VisitorRow } from '#features/people/index.ts'
import { invalidInput } from '#kernel/fault.ts'
import { isTimeZone } from '#kernel/schedule.ts'

/** The given data of a contact; omitted fields stay unchanged. */
export type Given = Omit<z.output<typeof AddContact>, 'externalId' | 'origin'>
export type Attributes = Contact['attributes']

export const attributesOf = (row: Pick<VisitorRow, 'attributes'>): Attributes => row.attributes as Attributes

export const toContact = (row: VisitorRow, externalIds: readonly string[]): Contact => ({
  id: row.id,
  externalIds: [...externalIds],
  name: row.name,
  email: row.email,
  phone: row.phone,
  locale: row.locale,
  timeZone: row.time_zone,
  company: row.company,
  attributes: attributesOf(row),
  origin: row.origin,
  blocked: row.blocked_at !== null,
  erasing: row.erasing_at !== null,
  firstSeenAt: row.created_at.toISOString(),
  lastSeenAt: row.last_seen_at.toISOString(),
})

const refused = (path: string, message: string) => invalidInput(`${path}: ${message}`, [{ path, message }])

function knownLocale(given: string | null): string | null {
  try {
    return given === null ? null : (Intl.getCanonicalLocales(given)[0] ?? null)
  } catch {
    throw refused('locale', 'is not a known language')
  }
}

/** The given data, except attributes, as columns. Throws Fault `invalid_input` for an invalid language or time zone. */
export function columnsOf({ name, email, phone, locale, timeZone, company }: Given) {
  if (timeZone && !isTimeZone(timeZone)) throw refused('timeZone', 'is not known')
  return {
    ...(name !== undefined && { name }),
    ...(email !== undefined && { email: email?.toLowerCase() ?? null }),
    ...(phone !== undefined && { phone }),
    ...(locale !== undefined && { locale: knownLocale(locale) }),
    ...(timeZone !== undefined && { time_zone: timeZone }),
    ...(company !== undefined && { company }),
  }
}

/** The merged data of two contacts: the first one's and, where it has none, the other's. */
export const knownOfBoth = (one: VisitorRow, other: VisitorRow) => ({
  name: one.name || other.name,
  email: one.email ?? other.email,
  phone: one.phone ?? other.phone,
  locale: one.locale ?? other.locale,
  time_zone: one.time_zone ?? other.time_zone,
  company: one.company ?? other.company,
  origin: one.origin || other.origin,
  attributes: JSON.stringify({ ...attributesOf(other), ...attributesOf(one) }),
  // Whoever is refused under one name is refused under the other.
  blocked_at: one.blocked_at ?? other.blocked_at,
  // Whoever has to prove it under one name has to under the other.
  verified_at: one.verified_at ?? other.verified_at,
  created_at: one.created_at < other.created_at ? one.created_at : other.created_at,
  last_seen_at: one.last_seen_at > other.last_seen_at ? one.last_seen_at : other.last_seen_at,
})
