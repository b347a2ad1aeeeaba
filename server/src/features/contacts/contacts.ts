import {
  ContactPage,
  ListContacts,
  ContactCard,
  ContactRef,
  AddContact,
  Contact,
  ChangeContact,
  ListContactConversations,
} from '#contract/shapes/contact.ts'
import { ConversationPage } from '#contract/shapes/conversation.ts'
import { pageOfContacts, insertContact } from '#features/people/index.ts'
import { showPreferences } from '#features/proactive/index.ts'
import { memoryConsentOf } from '#features/memory/index.ts'
import { pageOfConversations, showConversations } from '#features/conversations/index.ts'
import { query, command } from '#kernel/use-case.ts'
import { conflict } from '#kernel/fault.ts'
import { showContacts, requireContact, showContact, lockContacts } from './visible.ts'
import { changedAttributes } from './attributes/changed-attributes.ts'
import { columnsOf } from './contact.ts'
import { noteGiven } from './note-given.ts'

/** Lists contacts, most recently seen first. */
export const listContacts = query({
  name: 'contact.list',
  permission: 'contact:read',
  input: ListContacts,
  output: ContactPage,
  async run({ tx, scope }, wanted) {
    const page = await pageOfContacts(tx, scope, wanted)
    return { ...page, items: await showContacts(tx, page.items) }
  },
})

/** Reads a contact with its data and consents. */
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

/** Adds a contact who has not written yet. */
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

/** Changes the data of a contact. */
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

/** Lists a contact's conversations, most recently active first. */
export const listContactConversations = query({
  name: 'contact-conversation.list',
  permission: 'contact:read',
  input: ListContactConversations,
  output: ConversationPage,
  async run({ tx, scope }, { contactId, limit, after }) {
    const { id: ownerId } = await requireContact(tx, scope, contactId)
    const page = await pageOfConversations(tx, scope, {
      limit,
      after,
      filter: { archived: 'include', whose: 'all' },
      ownerId,
    })
    return { ...page, items: await showConversations(tx, scope, page.items) }
  },
})
