import { ApiError } from '#client/index.ts'
import type { FilePart } from '#contract/message-parts.ts'
import type { DeskConversation } from '#contract/shapes/desk.ts'
import { client } from '../console-client.ts'
import { sentParts } from '../conversations/sent-parts.ts'
import { showSent } from '../conversations/messages.ts'
import { change, refresh } from '../data/cache.ts'
import { deskConversation } from '../data/desk-resources.ts'
import { toast } from '../look/toasts.ts'
import { faultSentence } from '../words/fault-sentence.ts'
import { useWords } from '../words/words.tsx'

/** Shows at once what the server answered; the lists follow. */
export function showAtDesk(one: DeskConversation) {
  change(deskConversation(one.conversation.id), () => one)
  refresh('desk')
  refresh(`messages/${one.conversation.id}`)
}

export async function take(conversationId: string, fromMemberId?: string) {
  showAtDesk(await client.desk.take(conversationId, fromMemberId === undefined ? {} : { fromMemberId }))
}

/** To a member, or with null to those that wait. */
export async function assign(conversationId: string, memberId: string | null) {
  showAtDesk(await client.desk.assign(conversationId, { memberId }))
}

/** Into the queue of a team. */
export async function moveToTeam(conversationId: string, teamId: string) {
  showAtDesk(await client.teams.move(conversationId, teamId))
}

export async function giveBack(conversationId: string, answersNow: boolean) {
  showAtDesk(await client.desk.giveBack(conversationId, { answersNow }))
}

export async function changeDesk(conversationId: string, next: Parameters<typeof client.desk.change>[1]) {
  showAtDesk(await client.desk.change(conversationId, next))
}

interface Said {
  clientId: string
  text: string
  files: readonly FilePart[]
  /** Whose words it holds besides one's own. */
  origin: string | null
}

export async function answer(conversationId: string, { clientId, text, files, origin }: Said) {
  const sent = await client.desk.answer(conversationId, { clientId, parts: sentParts(text, files, origin) })
  showSent(conversationId, sent, '')
  refresh('desk')
  refresh(`messages/${conversationId}`)
}

export async function note(conversationId: string, text: string) {
  await client.desk.addNote(conversationId, text)
  refresh(`desk/${conversationId}`)
}

/** Does something at the desk; where that fails it is said why, and what is true now is fetched. */
export function useDeskDoing() {
  const words = useWords()
  const doing = async (act: () => Promise<unknown>, said?: string): Promise<boolean> => {
    try {
      await act()
      if (said) toast({ text: said })
      return true
    } catch (error) {
      toast({ text: faultSentence(error, words), isFailure: true })
      if (error instanceof ApiError && error.code === 'conflict') refresh('desk')
      return false
    }
  }
  return { doing }
}
