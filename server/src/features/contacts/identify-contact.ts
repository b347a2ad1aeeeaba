import { Contact, IdentifyContact } from '#contract/shapes/contact.ts'
import { externalIdsOf, findContactByExternalId, updateContact } from '#features/people/index.ts'
import { conflict } from '#kernel/fault.ts'
import { command } from '#kernel/use-case.ts'
import { joinContacts } from './merge-contacts.ts'
import { noteGiven } from './note-given.ts'
import { lockContacts, showContact } from './visible.ts'

/**
 * Identifies an anonymous contact. If a contact with that external ID exists, both are merged; an identified contact
 * cannot take somebody else's ID.
 */
export const identifyContact = command({
  name: 'contact.identify',
  permission: 'contact:write',
  input: IdentifyContact,
  output: Contact,
  async run(context, { contactId, externalId, ...given }) {
    const { tx, scope } = context
    const known = await findContactByExternalId(tx, externalId)
    const [row, called] = await lockContacts(tx, scope, [contactId, known?.id ?? contactId])
    const names = (await externalIdsOf(tx, [row])).get(row.id) ?? []
    if (names.length > 0 && !names.includes(externalId))
      throw conflict('This contact has another external id. Merge the two if they are the same person.')
    if (called.id !== row.id)
      return showContact(tx, await noteGiven(context, await joinContacts(context, called, row), given))
    const named = known ? row : await updateContact(tx, row.id, { external_id: externalId })
    const noted = await noteGiven(context, named, { name: row.name, ...given })
    return showContact(tx, noted)
  },
})
