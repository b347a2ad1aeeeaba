import * as contacts from '#features/contacts/index.ts'
import { making, route, type Route } from './route.ts'

const one = '/v1/contacts/:contactId'

/** What we know of the people who write to us. */
export const contactsRoutes: readonly Route[] = [
  route('GET', '/v1/contacts', contacts.listContacts, 'List contacts'),
  making('/v1/contacts', contacts.addContact, 'Add a contact'),
  route('GET', one, contacts.readContact, 'Read what is known of a contact, and what the person allows'),
  route('PATCH', one, contacts.changeContact, 'Change what is known of a contact'),
  route(
    'GET',
    `${one}/conversations`,
    contacts.listContactConversations,
    'List what a contact has written to us about',
  ),
  route('POST', `${one}/identify`, contacts.identifyContact, 'Say who a contact is'),
  route('POST', `${one}/merge`, contacts.mergeContacts, 'Make one person of two contacts, for good'),
  route('POST', `${one}/block`, contacts.blockContact, 'Take nothing from a contact any more'),
  route('POST', `${one}/unblock`, contacts.unblockContact, 'Let a contact write to us again'),
  route('POST', `${one}/erase`, contacts.eraseContact, 'Erase a person everywhere, for good'),
  route('GET', `${one}/erasure`, contacts.readErasure, 'Read how far erasing a person has come'),
  route('GET', '/v1/contact-attributes', contacts.listContactAttributes, 'List what is noted of contacts'),
  making('/v1/contact-attributes', contacts.defineContactAttribute, 'Define something to note of contacts'),
  route(
    'DELETE',
    '/v1/contact-attributes/:attributeId',
    contacts.removeContactAttribute,
    'Note something of contacts no longer, and forget what was noted',
  ),
]
