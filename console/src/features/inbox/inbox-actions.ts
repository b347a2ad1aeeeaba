import { ApiError } from '#client/index.ts'
import type { FilePart } from '#contract/message-parts.ts'
import type { InboxConversation } from '#contract/shapes/inbox.ts'
import { client } from '../../data/console-client.ts'
import { sentParts } from '../conversations/sent-parts.ts'
import { showSent, messagesOf } from '../conversations/messages.ts'
import { change, invalidate, refresh } from '../../data/cache.ts'
import { resource } from '../../data/resource.ts'
import { toast } from '../../ui/toasts.ts'
import { faultSentence } from '../../messages/fault-sentence.ts'
import { useMessages } from '../../messages/messages.tsx'

/** Shows at once what the server answered; the lists follow. */
export function showInInbox(one: InboxConversation) {
  change(resource('inbox.read', one.conversation.id), () => one)
  invalidate('inbox')
  refresh(messagesOf(one.conversation.id))
}

export async function take(conversationId: string, fromMemberId?: string) {
  showInInbox(await client.inbox.take(conversationId, fromMemberId === undefined ? {} : { fromMemberId }))
}

/** To a member, or with null to those that wait. */
export async function assign(conversationId: string, memberId: string | null) {
  showInInbox(await client.inbox.assign(conversationId, { memberId }))
}

/** Into the queue of a team. */
export async function moveToTeam(conversationId: string, teamId: string) {
  showInInbox(await client.teams.move(conversationId, { teamId }))
}

export async function returnToAgent(conversationId: string, answersNow: boolean) {
  showInInbox(await client.inbox.giveBack(conversationId, { answersNow }))
}

export async function changeInboxConversation(
  conversationId: string,
  next: Parameters<typeof client.inbox.change>[1],
) {
  showInInbox(await client.inbox.change(conversationId, next))
}

interface Said {
  clientId: string
  text: string
  files: readonly FilePart[]
  /** Whose words it holds besides one's own. */
  origin: string | null
}

export async function answer(conversationId: string, { clientId, text, files, origin }: Said) {
  const sent = await client.inbox.answer(conversationId, { clientId, parts: sentParts(text, files, origin) })
  showSent(conversationId, sent, '')
  invalidate('inbox')
  refresh(messagesOf(conversationId))
}

export async function note(conversationId: string, text: string) {
  await client.inbox.addNote(conversationId, { text })
  invalidate('inbox', { conversationId })
}

/** Does something in the inbox; where that fails it is said why, and what is true now is fetched. */
export function useInboxAction() {
  const t = useMessages()
  const doing = async (act: () => Promise<unknown>, message?: string): Promise<boolean> => {
    try {
      await act()
      if (message) toast({ text: message })
      return true
    } catch (error) {
      toast({ text: faultSentence(error, t), isFailure: true })
      if (error instanceof ApiError && error.code === 'conflict') invalidate('inbox')
      return false
    }
  }
  return { doing }
}
