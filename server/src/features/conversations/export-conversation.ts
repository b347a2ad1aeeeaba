import { ExportConversation, ConversationRef } from '#contract/shapes/conversation.ts'
import type { Scope } from '#kernel/scope.ts'
import { flow, query } from '#kernel/use-case.ts'
import { asMarkdown } from './as-markdown.ts'
import { listMessages } from './list-messages.ts'
import { noteConversationExport } from './note-export.ts'
import { readConversation } from './read-conversation.ts'
import { requireVisible } from './visible.ts'

const MESSAGES_AT_ONCE = 200

/** Writes a conversation out, piece by piece: the shown branch as Markdown, or every branch as JSON. */
export const exportConversation = flow({
  name: 'conversation.export',
  permission: 'conversation:read',
  input: ExportConversation,
  run: ({ scope }, { conversationId, format }) =>
    noted(scope, conversationId, format === 'json' ? jsonFile : markdownOf),
})

async function* noted(
  scope: Scope,
  conversationId: string,
  write: (scope: Scope, conversationId: string) => AsyncGenerator<string>,
): AsyncGenerator<string> {
  await noteConversationExport(scope, conversationId)
  yield* write(scope, conversationId)
}

async function* jsonFile(scope: Scope, conversationId: string): AsyncGenerator<string> {
  const head = { format: 'parley.conversation', version: 1, exportedAt: new Date().toISOString() }
  const facts = JSON.stringify(head).slice(0, -1)
  let before = `${facts},"conversation":`
  for await (const piece of jsonOf(scope, conversationId)) {
    yield before + piece
    before = ''
  }
  yield '}\n'
}

/** A conversation with all its messages by seq, as the pieces of one JSON object. */
export async function* jsonOf(scope: Scope, conversationId: string): AsyncGenerator<string> {
  const conversation = await readConversation(scope, { conversationId })
  yield `${JSON.stringify(conversation).slice(0, -1)},"messages":[`
  let separator = '\n'
  for await (const messages of pagesOf(scope, conversationId)) {
    yield separator + messages.map((message) => JSON.stringify(message)).join(',\n')
    separator = ',\n'
  }
  yield ']}'
}

/** The branch of a conversation that is shown, as the pieces of a text. */
export async function* markdownOf(scope: Scope, conversationId: string): AsyncGenerator<string> {
  const { title } = await readConversation(scope, { conversationId })
  const shown = new Set(await readShownIds(scope, { conversationId }))
  yield title === '' ? '' : `# ${title.replace(/\s+/g, ' ')}\n\n`
  for await (const messages of pagesOf(scope, conversationId))
    yield messages
      .filter(({ id }) => shown.has(id))
      .map(asMarkdown)
      .join('')
}

async function* pagesOf(scope: Scope, conversationId: string) {
  let after: string | undefined
  do {
    const page = await listMessages(scope, { conversationId, branch: 'all', limit: MESSAGES_AT_ONCE, after })
    if (page.items.length > 0) yield page.items
    after = page.nextCursor ?? undefined
  } while (after !== undefined && !scope.signal.aborted)
}

/** Names the messages of the branch that is shown. */
const readShownIds = query({
  name: 'conversation.read-shown',
  permission: 'conversation:read',
  input: ConversationRef,
  async run({ tx, scope }, { conversationId }): Promise<string[]> {
    const conversation = await requireVisible(tx, scope, conversationId)
    const all = await tx
      .selectFrom('messages')
      .select(['id', 'parent_id'])
      .where('conversation_id', '=', conversation.id)
      .execute()
    const parentOf = new Map(all.map(({ id, parent_id }) => [id, parent_id]))
    const shown: string[] = []
    let at = conversation.head_message_id
    while (at !== null && parentOf.has(at)) {
      shown.push(at)
      at = parentOf.get(at) ?? null
    }
    return shown
  },
})
