import { Contact, ContactRef } from '#contract/shapes/contact.ts'
import { command } from '#kernel/use-case.ts'
import { setBlocked } from './set-blocked.ts'

/** Lets a person who was blocked write to us again. */
export const unblockContact = command({
  name: 'contact.unblock',
  permission: 'contact:write',
  input: ContactRef,
  output: Contact,
  run: (context, { contactId }) => setBlocked(context, contactId, false),
})
