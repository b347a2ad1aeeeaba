import { z } from 'zod'
import type { Tree } from '../foreign.ts'
import { EpochSeconds, LooseText } from './moments.ts'

const Message = z.looseObject({
  parentId: z.string().nullish(),
  role: z.string(),
  content: LooseText,
  model: LooseText,
  timestamp: EpochSeconds,
})

const Conversation = z.looseObject({
  id: LooseText,
  title: LooseText,
  created_at: EpochSeconds,
  updated_at: EpochSeconds,
  archived: z.unknown().optional(),
  pinned: z.unknown().optional(),
  chat: z.looseObject({
    id: LooseText,
    title: LooseText,
    history: z.looseObject({ messages: z.record(z.string(), Message), currentId: z.string().nullish() }),
  }),
})

/** A conversation of an Open WebUI export. */
export function fromOpenWebUi(value: unknown): Tree {
  const { chat, ...row } = Conversation.parse(value)
  const { messages, currentId } = chat.history
  return {
    format: 'open-webui',
    externalId: row.id || chat.id || Object.keys(messages)[0] || 'empty',
    title: row.title || chat.title,
    starred: row.pinned === true,
    archived: row.archived === true,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    headKey: currentId ?? null,
    nodes: Object.entries(messages).map(([key, { parentId, role, content, model, timestamp }]) => ({
      key,
      parentKey: parentId ?? null,
      said:
        (role === 'user' || role === 'assistant') && content !== ''
          ? { role, name: model || 'Open WebUI', parts: partsOf(content) }
          : null,
      at: timestamp,
    })),
  }
}

function withoutSummary(thought: string): string {
  const [start, end] = [thought.indexOf('<summary>'), thought.indexOf('</summary>')]
  return start === -1 || end < start
    ? thought
    : thought.slice(0, start) + thought.slice(end + '</summary>'.length)
}

/** The model's reasoning is part of the text, between tags. */
function partsOf(content: string) {
  const thought = /^\s*<details type="reasoning"[^>]*>([\s\S]*?)<\/details>\s*/.exec(content)
  if (!thought) return [{ type: 'text' as const, text: content }]
  const text = content.slice(thought[0].length)
  const reasoning = withoutSummary(thought[1] ?? '')
    .replace(/^> ?/gm, '')
    .trim()
  return [
    ...(reasoning === '' ? [] : [{ type: 'reasoning' as const, text: reasoning }]),
    { type: 'text' as const, text },
  ]
}
