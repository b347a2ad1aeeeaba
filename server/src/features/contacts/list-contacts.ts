import { ContactPage, ListContacts } from '#contract/shapes/contact.ts'
import { pageOfContacts } from '#features/people/index.ts'
import { query } from '#kernel/use-case.ts'
import { showContacts } from './visible.ts'

/** Lists contacts, those first who were here last. */
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
