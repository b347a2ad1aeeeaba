import { announceEnd } from '#features/access/index.ts'
import { addContact, identifyContact } from '#features/contacts/index.ts'
import {
  externalIdsOf,
  findContact,
  findContactByExternalId,
  updateContact,
  type VisitorRow,
} from '#features/people/index.ts'
import { notFound } from '#kernel/fault.ts'
import type { CommandContext } from '#kernel/use-case.ts'
import type { Identity } from '../identity/identity.ts'
import type { WidgetRow } from '../widget.ts'
import { noteIdentity } from './note-details.ts'

/**
 * The contact whose identity a site verified. An anonymous visitor becomes that contact, with all their messages. From
 * then on, nobody enters as them without proof.
 */
export async function verifiedContact(
  context: CommandContext,
  widget: WidgetRow,
  identity: Identity,
  anonymousId: string | null,
): Promise<string> {
  const { tx, scope } = context
  const id = await contactOf(context, widget, identity, anonymousId)
  const row = await findContact(tx, scope.tenantId, id)
  if (!row) throw notFound('contact')
  await noteIdentity(context, row, identity)
  if (row.verified_at === null) {
    await updateContact(tx, row.id, { verified_at: scope.app.now() })
    announceEnd(context, row.id)
  }
  return row.id
}

async function contactOf(
  context: CommandContext,
  widget: WidgetRow,
  { externalId }: Identity,
  anonymousId: string | null,
): Promise<string> {
  const { tx, scope } = context
  const known = await findContactByExternalId(tx, externalId)
  const anonymous = anonymousId === null ? null : await findContact(tx, scope.tenantId, anonymousId)
  if (anonymous && anonymous.id !== known?.id && (await isNamed(context, anonymous)) === false)
    return (await identifyContact.within(context, { contactId: anonymous.id, externalId })).id
  return known?.id ?? (await addContact.within(context, { externalId, origin: widget.name })).id
}

/** A visitor with an external ID cannot become another contact. */
const isNamed = async ({ tx }: CommandContext, row: VisitorRow): Promise<boolean> =>
  ((await externalIdsOf(tx, [row])).get(row.id) ?? []).length > 0
