import { ChangeContact, Contact } from '#contract/shapes/contact.ts'
import { command } from '#kernel/use-case.ts'
import { noteGiven } from './note-given.ts'
import { lockContacts, showContact } from './visible.ts'

/** Changes what is known of a contact. */
export const changeContact = command({
  name: 'contact.change',
  permission: 'contact:write',
  input: ChangeContact,
  output: Contact,
  async run(context, { contactId, ...given }) {
    const [row] = await lockContacts(context.tx, context.scope, [contactId])
    return showContact(context.tx, await noteGiven(context, row, given))
  },
})
