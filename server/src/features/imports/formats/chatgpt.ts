import { z } from 'zod'
import type { ForeignPart, Node, Tree } from '../foreign.ts'
import { EpochSeconds, LooseText } from './moments.ts'

const Message = z.looseObject({
  author: z.looseObject({ role: z.string() }),
  create_time: EpochSeconds,
  content: z.looseObject({
    content_type: z.string(),
    parts: z.array(z.unknown()).optional(),
    text: z.string().optional(),
    language: z.string().optional(),
  }),
  recipient: LooseText,
  metadata: z.looseObject({}).optional(),
})
type Message = z.output<typeof Message>

const Conversation = z.looseObject({
  title: LooseText,
  id: LooseText,
  conversation_id: LooseText,
  create_time: EpochSeconds,
  update_time: EpochSeconds,
  current_node: LooseText,
  is_archived: z.unknown().optional(),
  is_starred: z.unknown().optional(),
  mapping: z.record(z.string(), z.looseObject({ parent: z.string().nullish(), message: Message.nullish() })),
})

/** A conversation of a ChatGPT export: a tree of nodes, some of them without visible content. */
export function fromChatGpt(value: unknown): Tree {
  const { mapping, ...rest } = Conversation.parse(value)
  return {
    format: 'chatgpt',
    externalId: rest.conversation_id || rest.id || `${rest.title}@${rest.create_time?.toISOString()}`,
    title: rest.title,
    starred: rest.is_starred === true,
    archived: rest.is_archived === true,
    createdAt: rest.create_time,
    updatedAt: rest.update_time,
    headKey: rest.current_node || null,
    nodes: Object.entries(mapping).map(([key, { parent, message }]) => ({
      key,
      parentKey: parent ?? null,
      said: message ? saidIn(message) : null,
      at: message?.create_time ?? null,
    })),
  }
}

/** The content that people saw. Tool calls, tool results and hidden messages are left out. */
function saidIn({ author: { role }, content, recipient, metadata }: Message): Node['said'] {
  if (role !== 'user' && role !== 'assistant') return null
  if (metadata?.['is_visually_hidden_from_conversation'] === true) return null
  if (recipient !== '' && recipient !== 'all') return null
  const parts = partsOf(content)
  if (parts.length === 0) return null
  const model = metadata?.['model_slug']
  return { role, name: typeof model === 'string' ? model : 'ChatGPT', parts }
}

function partsOf({ content_type: type, parts = [], text, language }: Message['content']): ForeignPart[] {
  if (type === 'code' && text)
    return [{ type: 'text', text: `\`\`\`${fenceName(language)}\n${text}\n\`\`\`` }]
  if (type !== 'text' && type !== 'multimodal_text') return []
  const texts = parts.flatMap(textOf).filter((said) => said.trim() !== '')
  return texts.length === 0 ? [] : [{ type: 'text', text: texts.join('\n\n') }]
}

const fenceName = (language = ''): string => (/^[\w+#-]{1,20}$/.test(language) ? language : '')

const Spoken = z.looseObject({ content_type: z.string(), text: z.string().optional() })

/** Images and audio are not in the file; a placeholder shows that they existed. */
function textOf(part: unknown): string[] {
  if (typeof part === 'string') return [part]
  const { success, data } = Spoken.safeParse(part)
  if (!success) return []
  if (data.content_type === 'audio_transcription') return [data.text ?? '']
  return data.content_type === 'image_asset_pointer' ? ['*(image)*'] : []
}
