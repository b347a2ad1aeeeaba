import type { EquippedAgent } from '#features/agents/index.ts'
import { type MessageRow, partsOf, textOf } from '#features/conversations/index.ts'
import { findModel } from '#features/models/index.ts'
import { countTokens } from '#platform/text/count-tokens.ts'
import type { ModelContent, ModelMessage } from '#kernel/model-ports.ts'
import { transferIn } from './transfer-in.ts'
import type { Occasion } from '#features/answers/index.ts'
import type { Showing } from './shown-file.ts'
import { type ShownFiles, showFiles } from './shown-files.ts'

type Listener = Pick<EquippedAgent, 'id' | 'name' | 'model'>

const HISTORY_TOKENS = 12_000

/** A stored conversation as the model of that agent is shown it, with its files. `history` is newest first. */
export async function recallHistory(
  history: readonly MessageRow[],
  { scope, ports, signal }: Pick<Showing, 'scope' | 'ports' | 'signal'>,
  agent: Listener,
): Promise<Pick<Occasion, 'questions' | 'messages'> & Pick<ShownFiles, 'unread'>> {
  const questions = history.filter((row) => row.role === 'user').map((row) => textOf(partsOf(row)))
  const kept = endOf(history)
  const hasFiles = kept.some((row) => partsOf(row).some(({ type }) => type === 'file'))
  const seesPictures = hasFiles && (await findModel(scope, agent.model)).seesPictures
  const files = await showFiles(kept, { scope, ports, signal, seesPictures, question: questions[0] ?? '' })
  return { questions, messages: messagesFor(kept, files, agent), unread: files.unread }
}

/** As much of the end as the budget holds, and always the last message. */
function endOf(history: readonly MessageRow[]): MessageRow[] {
  let left = HISTORY_TOKENS
  const tooMany = history.findIndex((row, at) => {
    left -= countTokens(textOf(partsOf(row)))
    return left < 0 && at > 0
  })
  return tooMany < 0 ? [...history] : history.slice(0, tooMany)
}

/** The conversation, oldest first. */
const messagesFor = (kept: readonly MessageRow[], files: ShownFiles, agent: Listener): ModelMessage[] =>
  kept
    .flatMap((row): ModelMessage[] => {
      const said = contentOf(row, files)
      const isOthers = row.role === 'assistant' && row.author_id !== null && row.author_id !== agent.id
      const content = isOthers ? asOthers(row, said, agent) : said
      if (content.length === 0) return []
      return [{ role: row.role === 'assistant' && !isOthers ? 'assistant' : 'user', content }]
    })
    .toReversed()

/** What another agent said, marked as such: to a model, the assistant's messages are its own. */
function asOthers(
  { author_kind: kind, author_name: name, parts }: MessageRow,
  said: ModelContent[],
  agent: Listener,
): ModelContent[] {
  const passed = transferIn(partsOf({ parts }))
  const note: ModelContent[] = passed
    ? [
        {
          type: 'text',
          text: `(${name} transferred the conversation to ${passed.name === agent.name ? 'you' : passed.name}: ${passed.reason})`,
        },
      ]
    : []
  const who = kind === 'member' ? 'a person of our team' : 'another agent'
  return said.length > 0 ? [{ type: 'text', text: `(${name}, ${who}, said:)` }, ...said, ...note] : note
}

/** A message as a model sees it: its words, and then its files. */
const contentOf = (row: MessageRow, files: ShownFiles): ModelContent[] => {
  const parts = partsOf(row)
  return [
    ...parts.flatMap((part): ModelContent[] =>
      part.type === 'text' && part.text !== '' ? [{ type: 'text', text: part.text }] : [],
    ),
    ...parts.flatMap((part) => (part.type === 'file' ? files.contentOf(part) : [])),
  ]
}
