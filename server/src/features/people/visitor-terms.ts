import { entryTerms } from '#platform/lexical/entry-terms.ts'
import { quoted, termVector } from '#platform/lexical/term-vector.ts'

interface FoundBy {
  readonly name: string
  readonly externalIds: readonly string[]
  readonly email?: string | null
  readonly phone?: string | null
  readonly company?: string | null
  readonly attributes?: Readonly<Record<string, unknown>>
}

/** Marks the rows of a tenant in the index of terms. */
export const tenantMark = (tenantId: string) => `@${tenantId}`

/** The same as a tsquery. */
export const inTenant = (tenantId: string) => quoted(tenantMark(tenantId))

/** The search terms of a visitor, as the text of a tsvector. */
export function visitorTerms(
  tenantId: string,
  { name, externalIds, email, phone, company, attributes = {} }: FoundBy,
): string {
  const noted = Object.values(attributes).filter((value) => typeof value === 'string')
  const words = [name, email, phone, company, ...externalIds, ...noted].filter(Boolean).join('\n')
  return termVector(new Map(), [
    ...new Set([...entryTerms(words), ...waysToDial(phone ?? ''), tenantMark(tenantId)]),
  ])
}

const COUNTRY_CODE_MAX = 3

/** A phone number without separators, and as it is dialed within any country it may belong to. */
function waysToDial(phone: string): string[] {
  const digits = phone.replace(/\D/g, '')
  if (digits === '') return []
  if (!phone.trimStart().startsWith('+')) return [digits]
  const within = Array.from({ length: COUNTRY_CODE_MAX }, (_, at) => digits.slice(at + 1))
  return [digits, ...within.filter((rest) => rest.length > 4).flatMap((rest) => [rest, `0${rest}`])]
}
