import type { EquippedAgent } from '#features/agents/index.ts'
import { type MessageRow, partsOf, textOf } from '#features/conversations/index.ts'
import { countTokens } from '#platform/text/count-tokens.ts'
import type { ModelContent, ModelMessage, Ports } from '#kernel/ports.ts'
import { handedOver } from '../participants/handed-over.ts'
import type { Occasion } from '../answers/gather-context.ts'

type Listener = Pick<EquippedAgent, 'id' | 'name'>

const HISTORY_TOKENS = 12_000
const IMAGE_BYTES_MAX = 5 * 1_048_576
const imageTypes = new Set(['image/png', 'image/jpeg', 'image/webp', 'image/gif'])

/** A stored conversation as the model of that agent is shown it. `history` is newest first. */
export async function recallHistory(
  history: readonly MessageRow[],
  ports: Ports,
  agent: Listener,
): Promise<Pick<Occasion, 'questions' | 'messages'>> {
  const questions = history.filter((row) => row.role === 'user').map((row) => textOf(partsOf(row)))
  return { questions, messages: await messagesFor(history, ports, agent) }
}

/** What was said, oldest first: as much of the end as the budget holds, and always the last message. */
async function messagesFor(
  history: readonly MessageRow[],
  ports: Ports,
  agent: Listener,
): Promise<ModelMessage[]> {
  const kept: ModelMessage[] = []
  let left = HISTORY_TOKENS
  for (const row of history) {
    const said = await contentOf(row, ports, kept.length === 0)
    const isOthers = row.role === 'assistant' && row.author_id !== null && row.author_id !== agent.id
    const content = isOthers ? asOthers(row, said, agent) : said
    if (content.length === 0) continue
    left -= countTokens(textOf(partsOf(row)))
    if (left < 0 && kept.length > 0) break
    kept.push({ role: row.role === 'assistant' && !isOthers ? 'assistant' : 'user', content })
  }
  return kept.toReversed()
}

/** What another agent said, told as what it is: to a model an assistant's words are its own. */
function asOthers(
  { author_kind: kind, author_name: name, parts }: MessageRow,
  said: ModelContent[],
  agent: Listener,
): ModelContent[] {
  const passed = handedOver(partsOf({ parts }))
  const note: ModelContent[] = passed
    ? [
        {
          type: 'text',
          text: `(${name} handed the conversation to ${passed.name === agent.name ? 'you' : passed.name}: ${passed.reason})`,
        },
      ]
    : []
  const who = kind === 'member' ? 'a person of our team' : 'another agent'
  return said.length > 0 ? [{ type: 'text', text: `(${name}, ${who}, said:)` }, ...said, ...note] : note
}

/** A message as a model sees it: its words, and the images of the newest one. */
async function contentOf(row: MessageRow, ports: Ports, isNewest: boolean): Promise<ModelContent[]> {
  const content: ModelContent[] = []
  for (const part of partsOf(row)) {
    if (part.type === 'text' && part.text !== '') content.push({ type: 'text', text: part.text })
    if (part.type !== 'file') continue
    const isImage = imageTypes.has(part.mediaType) && part.sizeBytes <= IMAGE_BYTES_MAX
    if (isImage && isNewest) {
      const data = await ports.blobs.read(`uploads/${row.tenant_id}/${part.fileId}`)
      content.push({ type: 'image', mediaType: part.mediaType, data })
    } else content.push({ type: 'text', text: `(Attached file: ${part.name}, ${part.mediaType})` })
  }
  return content
}
