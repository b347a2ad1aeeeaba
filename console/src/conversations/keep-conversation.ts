import type { Conversation } from '#contract/shapes/conversation.ts'
import { client } from '../console-client.ts'
import { refresh } from '../data/cache.ts'
import { removeWithUndo } from '../data/removals.ts'
import { saveFile } from '../look/save-file.ts'
import { toast } from '../look/toasts.ts'
import { navigate } from '../routing/location.ts'
import { to } from '../routing/route.ts'
import { faultSentence } from '../words/fault-sentence.ts'
import type { Words } from '../words/en.ts'

export const titleOf = ({ title }: Conversation, words: Words): string =>
  title || words.conversations.untitled

type Change = Parameters<typeof client.conversations.change>[1]

const failing = (words: Words) => (error: unknown) =>
  toast({ text: faultSentence(error, words), isFailure: true })

/** Changes how a conversation is kept, and shows it. */
export async function keep(id: string, change: Change, words: Words) {
  await client.conversations.change(id, change).catch(failing(words))
  refresh('conversation')
}

/** Puts a conversation away, and offers to take it back. */
export async function archive(conversation: Conversation, words: Words) {
  await keep(conversation.id, { archived: true }, words)
  toast({
    text: words.list.didArchive(titleOf(conversation, words)),
    undo: () => void keep(conversation.id, { archived: false }, words),
  })
}

export function remove(conversation: Conversation, words: Words) {
  removeWithUndo({
    id: conversation.id,
    said: words.general.deleted(titleOf(conversation, words)),
    remove: (options) => client.conversations.remove(conversation.id, options),
    onFailure: failing(words),
  })
  if (location.pathname === to.conversation(conversation.id)) navigate(to.conversations + location.search)
}

export const download = (id: string, format: 'json' | 'markdown', words: Words) =>
  client.conversations.export(id, format).then(saveFile, failing(words))

export const downloadAll = (words: Words) => client.conversations.exportAll().then(saveFile, failing(words))

/** Makes a project and, when one is given, puts a conversation in it. Answers its id; null when it could not. */
export async function createProject(
  name: string,
  words: Words,
  conversationId?: string,
): Promise<string | null> {
  const project = await client.projects.create({ name }).catch(failing(words))
  refresh('projects')
  if (!project) return null
  if (conversationId !== undefined) await keep(conversationId, { projectId: project.id }, words)
  return project.id
}
