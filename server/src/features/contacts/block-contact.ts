import { Contact, ContactRef } from '#contract/shapes/contact.ts'
import { command } from '#kernel/use-case.ts'
import { setBlocked } from './set-blocked.ts'

/** Takes nothing from a person any more: neither messages nor files. They may still read what was said. */
export const blockContact = command({
  name: 'contact.block',
  permission: 'contact:write',
  input: ContactRef,
  output: Contact,
  run: (context, { contactId }) => setBlocked(context, contactId, true),
})
