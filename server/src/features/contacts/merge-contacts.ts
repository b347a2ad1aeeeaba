import { Contact, MergeContacts } from '#contract/shapes/contact.ts'
import { command } from '#kernel/use-case.ts'
import { joinContacts } from './join-contacts.ts'
import { lockContacts, showContact } from './visible.ts'

/** Makes one person of two contacts, for good. Merging what is one already changes nothing. */
export const mergeContacts = command({
  name: 'contact.merge',
  permission: 'contact:write',
  input: MergeContacts,
  output: Contact,
  async run(context, { contactId, otherId }) {
    const [row, other] = await lockContacts(context.tx, context.scope, [contactId, otherId])
    return showContact(context.tx, row.id === other.id ? row : await joinContacts(context, row, other))
  },
})
