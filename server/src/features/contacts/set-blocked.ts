import type { Contact } from '#contract/shapes/contact.ts'
import { updateContact } from '#features/people/index.ts'
import type { CommandContext } from '#kernel/use-case.ts'
import { lockContacts, showContact } from './visible.ts'

/** Blocks a contact, or lets them in again, and says so where that is news. */
export async function setBlocked(
  { tx, scope, emit }: CommandContext,
  contactId: string,
  isBlocked: boolean,
): Promise<Contact> {
  const [row] = await lockContacts(tx, scope, [contactId])
  if ((row.blocked_at !== null) === isBlocked) return showContact(tx, row)
  const changed = await updateContact(tx, row.id, { blocked_at: isBlocked ? scope.app.now() : null })
  emit({ type: isBlocked ? 'contact.blocked' : 'contact.unblocked', payload: { contactId: row.id } })
  return showContact(tx, changed)
}
