import type { Conversation } from '#contract/shapes/conversation.ts'
import { client } from '../../data/console-client.ts'
import { invalidate } from '../../data/cache.ts'
import { removeWithUndo } from '../../ui/removals.ts'
import { saveFile } from '../../ui/save-file.ts'
import { toast } from '../../ui/toasts.ts'
import { navigate } from '../../routing/location.ts'
import { to } from '../../routing/route.ts'
import { faultSentence } from '../../messages/fault-sentence.ts'
import type { Messages } from '../../messages/en.ts'

export const titleOf = ({ title }: Conversation, t: Messages): string => title || t.conversations.untitled

type Change = Parameters<typeof client.conversations.change>[1]

const failing = (t: Messages) => (error: unknown) => toast({ text: faultSentence(error, t), isFailure: true })

/** Changes how a conversation is kept, and shows it. */
export async function updateConversation(id: string, change: Change, t: Messages) {
  await client.conversations.change(id, change).catch(failing(t))
  invalidate('conversation')
}

/** Puts a conversation away, and offers to take it back. */
export async function archiveConversation(conversation: Conversation, t: Messages) {
  await updateConversation(conversation.id, { archived: true }, t)
  toast({
    text: t.list.didArchive(titleOf(conversation, t)),
    undo: () => void updateConversation(conversation.id, { archived: false }, t),
  })
}

export function deleteConversation(conversation: Conversation, t: Messages) {
  removeWithUndo({
    id: conversation.id,
    message: t.general.deleted(titleOf(conversation, t)),
    remove: (options) => client.conversations.remove(conversation.id, {}, options),
    onFailure: failing(t),
  })
  if (location.pathname === to.conversation(conversation.id)) navigate(to.conversations + location.search)
}

export const downloadConversation = (id: string, format: 'json' | 'markdown', t: Messages) =>
  client.conversations.export(id, { format }).then(saveFile, failing(t))

export const downloadAllConversations = (t: Messages) =>
  client.conversations.exportAll().then(saveFile, failing(t))

/** Makes a project and, when one is given, puts a conversation in it. Answers its id; null when it could not. */
export async function createProject(
  name: string,
  t: Messages,
  conversationId?: string,
): Promise<string | null> {
  const project = await client.projects.create({ name }).catch(failing(t))
  invalidate('project')
  if (!project) return null
  if (conversationId !== undefined) await updateConversation(conversationId, { projectId: project.id }, t)
  return project.id
}
