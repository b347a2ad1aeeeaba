import { ReadShared, SharedConversation, type SharedMessage } from '#contract/shapes/share.ts'
import type { MessagePart, SourcePart } from '#contract/message-parts.ts'
import { type MessageRow, numbered, partsOf } from '#features/conversations/index.ts'
import { flow } from '#kernel/use-case.ts'
import { enterShared } from './find-shared.ts'

/** Reads a shared conversation as it was when it was shared. */
export const readShared = flow({
  name: 'shared-conversation.read',
  permission: 'public',
  input: ReadShared,
  output: SharedConversation,
  async run({ scope }, { token }): Promise<SharedConversation> {
    const { share, messages } = await enterShared(scope, token)
    return {
      title: share.title,
      sharedAt: share.updated_at.toISOString(),
      expiresAt: share.expires_at?.toISOString() ?? null,
      messages: messages.flatMap((message) => toShared(message) ?? []),
    }
  },
})

/**
 * A message as strangers see it: its text, its files, and the names of its sources. Reasoning, tools, memories and
 * people's names are removed; null if nothing is left.
 */
function toShared(row: MessageRow): SharedMessage | null {
  if (row.role === 'system') return null
  const parts = partsOf(row)
  const sources = parts.filter((part): part is SourcePart => part.type === 'source')
  const shown = parts.flatMap((part, at) => partFor(part, at, sources))
  if (shown.length === 0) return null
  const from = row.role === 'user' ? 'person' : row.author_kind === 'member' ? 'operator' : 'agent'
  return {
    from,
    name: from === 'agent' ? row.author_name : null,
    parts: shown,
    sources: named(sources),
    createdAt: row.created_at.toISOString(),
  }
}

function partFor(part: MessagePart, at: number, sources: readonly SourcePart[]): SharedMessage['parts'] {
  if (part.type === 'text') return [{ type: 'text', text: numbered(part.text, at, sources) }]
  if (part.type !== 'file') return []
  const { fileId, name, mediaType, sizeBytes } = part
  return [{ type: 'file', fileId, name, mediaType, sizeBytes }]
}

const named = (sources: readonly SourcePart[]): SharedMessage['sources'] =>
  [...new Map(sources.map((source) => [source.number, source])).values()]
    .toSorted((a, b) => a.number - b.number)
    .map(({ number, documentName, page }) => ({ number, name: documentName, page }))
