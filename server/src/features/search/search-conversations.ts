import {
  type ConversationHit,
  ConversationHitPage,
  SearchConversations,
} from '#contract/shapes/conversation-search.ts'
import { requireAgent } from '#features/agents/index.ts'
import {
  findSaid,
  pageOfConversations,
  type SaidMessage,
  showConversations,
} from '#features/conversations/index.ts'
import { projectIdsOf, requireProject } from '#features/projects/index.ts'
import { readTexts } from '#features/files/index.ts'
import { query } from '#kernel/use-case.ts'
import type { Reader } from '#platform/database/open.ts'
import { placesFor } from './entry.ts'
import { pageOfEntries } from './entry-pages.ts'
import { excerptOf, rangesOf } from './highlight.ts'
import { askedOf } from './stored-terms.ts'

const MESSAGES_SHOWN = 3

/** Searches conversations by title and messages, most recently active first. */
export const searchConversations = query({
  name: 'conversation.search',
  permission: 'conversation:read',
  input: SearchConversations,
  output: ConversationHitPage,
  async run({ tx, scope }, { query: typed, limit, after, ...filter }) {
    if (filter.projectId) await requireProject(tx, scope, filter.projectId)
    if (filter.agentId) await requireAgent(tx, scope, filter.agentId)
    const asked = askedOf(scope, typed)
    if (!asked) return { items: [], nextCursor: null }
    const places = placesFor(scope, await projectIdsOf(tx, scope), filter.projectId)
    const looking = { places, query: asked.query, after }
    const { page, entries } = await pageOfEntries(tx, scope, looking, (within, among) =>
      pageOfConversations(tx, scope, { limit, after: within, filter, among }),
    )
    const shownOf = (id: string) =>
      (entries.get(id) ?? []).filter((entryId) => entryId !== id).slice(0, MESSAGES_SHOWN)
    const ids = page.items.flatMap(({ id }) => shownOf(id))
    const said = await withFiles(tx, await findSaid(tx, ids))
    const shown = await showConversations(tx, scope, page.items)
    const saidById = new Map(said.map((message) => [message.id, message]))
    const toHit = ({ id, role, text, saidAt }: SaidMessage): ConversationHit['messages'][number] => ({
      messageId: id,
      role,
      saidAt,
      excerpt: excerptOf(text, asked),
    })
    return {
      nextCursor: page.nextCursor,
      items: shown.map((conversation) => ({
        conversation,
        title: { text: conversation.title, ranges: rangesOf(conversation.title, asked) },
        messages: shownOf(conversation.id)
          .flatMap((id) => saidById.get(id) ?? [])
          .map(toHit),
      })),
    }
  },
})

/** The same including the texts of their files, as far as they are known. */
export async function withFiles(tx: Reader, messages: readonly SaidMessage[]): Promise<SaidMessage[]> {
  const filesOf = ({ parts }: SaidMessage) =>
    parts.flatMap((part) => (part.type === 'file' ? [part.fileId] : []))
  const texts = await readTexts(tx, [...new Set(messages.flatMap(filesOf))])
  return messages.map((message) => ({
    ...message,
    text: [message.text, ...filesOf(message).flatMap((id) => texts.get(id) ?? [])].join('\n\n'),
  }))
}
