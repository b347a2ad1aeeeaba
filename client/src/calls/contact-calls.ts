import type { z } from 'zod'
import type { Page } from '#contract/page.ts'
import type {
  AddContact,
  ChangeContact,
  Contact,
  ContactAttribute,
  ContactCard,
  ContactErasure,
  DefineContactAttribute,
  IdentifyContact,
} from '#contract/shapes/contact.ts'
import type { Conversation } from '#contract/shapes/conversation.ts'
import { type NamedFile, namedFile } from '../named-file.ts'
import { path, type Transport } from '../transport.ts'
import type { PageOptions } from './page-options.ts'

/** Which contacts are meant; an empty filter lets everything pass. */
export interface ContactFilters {
  search?: string
  blocked?: 'only' | 'hide'
  attribute?: string
  value?: string
}

/** What we know of the people who write to us. */
export const contactCalls = ({ call, open }: Transport) => ({
  list: (query: PageOptions & ContactFilters = {}) =>
    call<Page<Contact>>('GET', '/v1/contacts', { query: { ...query } }),
  add: (body: z.input<typeof AddContact>) => call<Contact>('POST', '/v1/contacts', { body }),
  read: (contactId: string) => call<ContactCard>('GET', path`/v1/contacts/${contactId}`),
  change: (contactId: string, body: Omit<z.input<typeof ChangeContact>, 'contactId'>) =>
    call<Contact>('PATCH', path`/v1/contacts/${contactId}`, { body }),
  conversations: (contactId: string, query: PageOptions = {}) =>
    call<Page<Conversation>>('GET', path`/v1/contacts/${contactId}/conversations`, { query: { ...query } }),
  identify: (contactId: string, body: Omit<z.input<typeof IdentifyContact>, 'contactId'>) =>
    call<Contact>('POST', path`/v1/contacts/${contactId}/identify`, { body }),
  /** Everything of the other moves to the first, for good. */
  merge: (contactId: string, otherId: string) =>
    call<Contact>('POST', path`/v1/contacts/${contactId}/merge`, { body: { otherId } }),
  block: (contactId: string) => call<Contact>('POST', path`/v1/contacts/${contactId}/block`),
  unblock: (contactId: string) => call<Contact>('POST', path`/v1/contacts/${contactId}/unblock`),
  /** Begins to erase a person everywhere, for good. */
  erase: (contactId: string) => call<ContactErasure>('POST', path`/v1/contacts/${contactId}/erase`),
  erasure: (contactId: string) => call<ContactErasure>('GET', path`/v1/contacts/${contactId}/erasure`),
  export: async (contactId: string): Promise<NamedFile> =>
    namedFile(await open('GET', path`/v1/contacts/${contactId}/export`)),
  attributes: () => call<{ items: ContactAttribute[] }>('GET', '/v1/contact-attributes'),
  defineAttribute: (body: z.input<typeof DefineContactAttribute>) =>
    call<ContactAttribute>('POST', '/v1/contact-attributes', { body }),
  removeAttribute: (attributeId: string) => call<void>('DELETE', path`/v1/contact-attributes/${attributeId}`),
})
