import { ListContactConversations } from '#contract/shapes/contact.ts'
import { ConversationPage } from '#contract/shapes/conversation.ts'
import { pageOfConversations, showConversations } from '#features/conversations/index.ts'
import { query } from '#kernel/use-case.ts'
import { requireContact } from './visible.ts'

/** Lists what a contact has written to us about, the latest activity first. */
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
