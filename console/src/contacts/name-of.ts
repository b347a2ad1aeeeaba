import type { Contact } from '#contract/shapes/contact.ts'
import type { ContactsWords } from '../words/contacts/en.ts'

const TAIL = 4

/** What a contact is called here: by name, by address, or by the end of the id. */
export const nameOf = (
  { name, email, id }: Pick<Contact, 'name' | 'email' | 'id'>,
  words: ContactsWords,
): string => name || email || words.nameless(id.slice(-TAIL))
