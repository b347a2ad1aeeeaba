import { ContactCard, ContactRef } from '#contract/shapes/contact.ts'
import { showPreferences } from '#features/proactive/index.ts'
import { memoryConsentOf } from '#features/memory/index.ts'
import { query } from '#kernel/use-case.ts'
import { requireContact, showContact } from './visible.ts'

/** Shows what is known of a contact, and what the person allows. */
export const readContact = query({
  name: 'contact.read',
  permission: 'contact:read',
  input: ContactRef,
  output: ContactCard,
  async run({ tx, scope }, { contactId }) {
    const row = await requireContact(tx, scope, contactId)
    return {
      ...(await showContact(tx, row)),
      memory: await memoryConsentOf(tx, row.id),
      proactivePreferences: await showPreferences(tx, row.id),
    }
  },
})
