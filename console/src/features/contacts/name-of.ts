import type { Contact } from '#contract/shapes/contact.ts'
import type { ContactsMessages } from '../../messages/contacts/en.ts'

const TAIL = 4

/** What a contact is called here: by name, by address, or by the end of the id. */
export const nameOf = (
  { name, email, id }: Pick<Contact, 'name' | 'email' | 'id'>,
  t: ContactsMessages,
): string => name || email || t.nameless(id.slice(-TAIL))
