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

/** What a visitor is found by, as the text of a tsvector. */
export function visitorTerms(
  tenantId: string,
  { name, externalIds, email, phone, company, attributes = {} }: FoundBy,
): string {
  const noted = Object.values(attributes).filter((value) => typeof value === 'string')
  const words = [name, email, phone, company, ...externalIds, ...noted].filter(Boolean).join('\n')
  // A number is looked for as it is known, whatever stands between its digits.
  const digits = phone?.replace(/\D/g, '') ?? ''
  return termVector(new Map(), [...entryTerms(`${words}\n${digits}`), tenantMark(tenantId)])
}
