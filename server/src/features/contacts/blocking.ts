import { Contact, ContactRef } from '#contract/shapes/contact.ts'
import { updateContact } from '#features/people/index.ts'
import { command, type CommandContext } from '#kernel/use-case.ts'
import { lockContacts, showContact } from './visible.ts'

/** Blocks a contact: messages and files from them are refused. They can still read earlier messages. */
export const blockContact = command({
  name: 'contact.block',
  permission: 'contact:write',
  input: ContactRef,
  output: Contact,
  run: (context, { contactId }) => setBlocked(context, contactId, true),
})

/** Unblocks a contact, who can write again. */
export const unblockContact = command({
  name: 'contact.unblock',
  permission: 'contact:write',
  input: ContactRef,
  output: Contact,
  run: (context, { contactId }) => setBlocked(context, contactId, false),
})

/** Blocks or unblocks a contact, and announces it if it changed. */
async function setBlocked(
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
