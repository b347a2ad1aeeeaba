import type { Conversation } from '#contract/shapes/conversation.ts'
import { to } from '../../routing/route.ts'

/** Whether it is a customer's, which is answered in the inbox. */
export const belongsInInbox = (
  { owner, projectId, mayWrite }: Pick<Conversation, 'owner' | 'projectId' | 'mayWrite'>,
  ownId: string | null,
): boolean => owner.id !== ownId && projectId === null && !mayWrite

/** Where somebody opens a conversation that was found, and goes on in it. */
export const addressOfFound = (
  conversation: Pick<Conversation, 'id' | 'owner' | 'projectId' | 'mayWrite'>,
  ownId: string | null,
): string =>
  belongsInInbox(conversation, ownId)
    ? to.inboxConversation(conversation.id)
    : to.conversation(conversation.id)
