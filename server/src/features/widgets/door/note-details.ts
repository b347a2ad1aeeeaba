import { changeContact, listContactAttributes } from '#features/contacts/index.ts'
import { findContact, type VisitorRow } from '#features/people/index.ts'
import type { CommandContext } from '#kernel/use-case.ts'
import type { Identity } from '../identity/identity.ts'

interface Said {
  readonly name?: string | undefined
  readonly email?: string | undefined
  readonly phone?: string | undefined
  readonly locale?: string | null
}

/** Stores details that visitors claim. For a verified identity, they only fill in missing ones. */
export async function noteDetails(
  context: CommandContext,
  contactId: string,
  { name, email, phone, locale }: Said,
  { isVerified }: { isVerified: boolean },
): Promise<void> {
  const row = await findContact(context.tx, context.scope.tenantId, contactId)
  if (!row || row.erasing_at !== null) return
  const mayChange = (known: string | null) => !isVerified || !known
  const language = languageOf(locale)
  const news = {
    ...(name && mayChange(row.name) && name !== row.name && { name }),
    ...(email && mayChange(row.email) && email.toLowerCase() !== row.email && { email }),
    ...(phone && mayChange(row.phone) && phone !== row.phone && { phone }),
    ...(language && row.locale === null && { locale: language }),
  }
  if (Object.keys(news).length > 0) await changeContact.within(context, { contactId: row.id, ...news })
}

/** Stores new details from a site's verified identity. Values without a defined attribute are dropped. */
export async function noteIdentity(
  context: CommandContext,
  row: VisitorRow,
  { known: { name, email, phone }, attributes }: Identity,
): Promise<void> {
  const held = row.attributes as Record<string, unknown>
  const kinds = new Set(
    Object.keys(attributes).length === 0
      ? []
      : (await listContactAttributes.within(context, {})).items.map(({ key }) => key),
  )
  const noted = Object.entries(attributes).filter(([key, value]) => kinds.has(key) && held[key] !== value)
  const news = {
    ...(name && name !== row.name && { name }),
    ...(email && email.toLowerCase() !== row.email && { email }),
    ...(phone && phone !== row.phone && { phone }),
    ...(noted.length > 0 && { attributes: Object.fromEntries(noted) }),
  }
  if (Object.keys(news).length > 0) await changeContact.within(context, { contactId: row.id, ...news })
}

/** A browser's language; an invalid one is not worth a refusal. */
function languageOf(locale: string | null | undefined): string | null {
  try {
    return locale ? (Intl.getCanonicalLocales(locale)[0] ?? null) : null
  } catch {
    return null
  }
}
