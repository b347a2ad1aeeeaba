import * as contacts from '#features/contacts/index.ts'
import { making, route, type Route } from './route.ts'

const one = '/v1/contacts/:contactId'

/** Contacts: the profiles of people who write without an account. */
export const contactsRoutes: readonly Route[] = [
  route('GET', '/v1/contacts', contacts.listContacts, 'List contacts'),
  making('/v1/contacts', contacts.addContact, 'Add a contact'),
  route('GET', one, contacts.readContact, 'Read a contact'),
  route('PATCH', one, contacts.changeContact, 'Change a contact'),
  route(
    'GET',
    `${one}/conversations`,
    contacts.listContactConversations,
    'List the conversations of a contact',
  ),
  route('POST', `${one}/identify`, contacts.identifyContact, 'Identify a contact'),
  route('POST', `${one}/merge`, contacts.mergeContacts, 'Merge two contacts permanently'),
  route('POST', `${one}/block`, contacts.blockContact, 'Block a contact'),
  route('POST', `${one}/unblock`, contacts.unblockContact, 'Unblock a contact'),
  route('POST', `${one}/erase`, contacts.eraseContact, 'Erase a person everywhere, permanently'),
  route('GET', `${one}/erasure`, contacts.readErasure, 'Read the progress of an erasure'),
  route('GET', '/v1/contact-attributes', contacts.listContactAttributes, 'List contact attributes'),
  making('/v1/contact-attributes', contacts.defineContactAttribute, 'Define a contact attribute'),
  route(
    'DELETE',
    '/v1/contact-attributes/:attributeId',
    contacts.removeContactAttribute,
    'Delete a contact attribute and all its values',
  ),
]
