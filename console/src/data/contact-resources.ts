import type { Page } from '#contract/page.ts'
import type { z } from 'zod'
import type {
  Contact,
  ContactAttribute,
  ContactCard,
  ContactErasure,
  ListContacts,
} from '#contract/shapes/contact.ts'
import type { Conversation } from '#contract/shapes/conversation.ts'
import { client } from '../console-client.ts'
import type { Resource } from './cache.ts'
import { loadMore, loadPages } from './pages.ts'

export type ContactFilters = Omit<z.input<typeof ListContacts>, 'limit' | 'after'>

const pages = (filters: ContactFilters) => (page: { limit: number; after?: string }) =>
  client.contacts.list({ ...page, ...filters })

export const contacts = (filters: ContactFilters): Resource<Page<Contact>> => ({
  key: `contacts?${JSON.stringify(filters)}`,
  load: (previous) => loadPages(pages(filters), previous),
})
export const moreContacts = (filters: ContactFilters, held: Page<Contact>) => loadMore(pages(filters), held)

export const contact = (contactId: string): Resource<ContactCard> => ({
  key: `contact/${contactId}`,
  load: () => client.contacts.read(contactId),
})
export const contactErasure = (contactId: string): Resource<ContactErasure> => ({
  key: `contact/${contactId}/erasure`,
  load: () => client.contacts.erasure(contactId),
})
/** Refreshed with all lists of conversations. */
export const contactConversations = (contactId: string): Resource<Page<Conversation>> => ({
  key: `conversations-of-contact/${contactId}`,
  load: (previous) => loadPages((page) => client.contacts.conversations(contactId, page), previous),
})
export const moreContactConversations = (contactId: string, held: Page<Conversation>) =>
  loadMore((page) => client.contacts.conversations(contactId, page), held)

export const contactAttributes: Resource<{ items: ContactAttribute[] }> = {
  key: 'contact-attributes',
  load: () => client.contacts.attributes(),
}
