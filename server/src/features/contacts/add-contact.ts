import { AddContact, Contact } from '#contract/shapes/contact.ts'
import { insertContact } from '#features/people/index.ts'
import { conflict } from '#kernel/fault.ts'
import { command } from '#kernel/use-case.ts'
import { changedAttributes } from './attributes/changed-attributes.ts'
import { columnsOf } from './contact.ts'
import { showContact } from './visible.ts'

/** Adds a person who has not written to us yet. */
export const addContact = command({
  name: 'contact.add',
  permission: 'contact:write',
  input: AddContact,
  output: Contact,
  async run({ tx, scope, emit }, { externalId, origin, ...given }) {
    const row = await insertContact(tx, scope, {
      external_id: externalId ?? null,
      origin: origin ?? '',
      ...columnsOf(given),
      attributes: JSON.stringify(await changedAttributes(tx, {}, given.attributes)),
    })
    if (!row) throw conflict('A contact with this external id already exists.')
    emit({ type: 'contact.added', payload: { contactId: row.id } })
    return showContact(tx, row)
  },
})
