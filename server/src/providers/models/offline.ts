import { setImmediate as nextTurn } from 'node:timers/promises'
import type { ReplyBasis } from '#contract/reply-parts.ts'
import type {
  LanguageModel,
  ModelContent,
  ModelMessage,
  ModelPart,
  ModelPassage,
  ModelRequest,
  Speaker,
} from '#kernel/model-ports.ts'
import { extractAnswer } from './extract-answer.ts'
import { textOf } from './message-content.ts'
import { notKnown, talkBack } from './offline-words.ts'
import { smallTalkOf } from '#platform/lexical/small-talk.ts'
import { countTokens } from '#platform/text/count-tokens.ts'

/** Code points a delta; small enough to look like a model, never half an emoji. */
const DELTA = /[\s\S]{1,12}/gu

const NOBODY: Speaker = { name: null, hasDocuments: true, hasPerson: false, mayConnect: false }

/**
 * The model of an installation without a key: answers with sentences quoted from the passages, responds to small talk,
 * and says that it does not know if no passage matches. It speaks English and both scripts of Chinese.
 */
export const offline = (id: string): LanguageModel =>
  model(id, (question, passages, speaker) => {
    const talk = smallTalkOf(question)
    if (talk !== null) return { text: talkBack(talk, question, speaker), basis: 'template' }
    return quoted(question, passages) ?? { text: notKnown(question, speaker), basis: 'template' }
  })

/** The same for use beside other models, when none of them may be called: it says nothing if no passage matches. */
export const quoting: LanguageModel = model(
  'offline/quoting',
  (question, passages) => quoted(question, passages) ?? { text: '', basis: 'documents' },
)

interface Said {
  text: string
  basis: ReplyBasis
}
type Answering = (question: string, passages: readonly ModelPassage[], speaker: Speaker) => Said

function quoted(question: string, passages: readonly ModelPassage[]): Said | null {
  const text = extractAnswer(question, passages)
  return text === null ? null : { text, basis: 'documents' }
}

function model(id: string, answering: Answering): LanguageModel {
  return {
    id,
    provider: 'offline',
    price: null,
    seesPictures: false,
    stream: (request) => speak(id, request, answering),
  }
}

async function* speak(id: string, request: ModelRequest, answering: Answering): AsyncGenerator<ModelPart> {
  const last = request.messages.findLast((message) => message.role === 'user')
  const question = last ? textOf(last.content.filter(isSaid)).trim() : ''
  const passages = [...request.passages, ...attachedTo(request.messages)]
  const { text: answer, basis } = answering(question, passages, request.speaker ?? NOBODY)
  for (const text of answer.match(DELTA) ?? []) {
    request.signal.throwIfAborted()
    yield { type: 'text-delta', text }
    await nextTurn()
  }
  request.signal.throwIfAborted()
  yield { type: 'usage', inputTokens: inputTokens(request), outputTokens: countTokens(answer) }
  yield { type: 'finish', reason: 'stop', model: id, basis }
}

/** Text is what the person typed; the content of a file, and notes about it, are not. */
const isSaid = (part: ModelContent): boolean => part.type !== 'text' || part.ofFile === undefined

/** The texts of attached files, as passages. */
const attachedTo = (messages: readonly ModelMessage[]): ModelPassage[] =>
  messages
    .flatMap((message) => (message.role === 'user' ? message.content : []))
    .flatMap((part) =>
      part.type === 'text' && part.ofFile?.isNote === false
        ? [{ number: 0, documentName: part.ofFile.name, text: part.text }]
        : [],
    )

const inputTokens = (request: ModelRequest): number =>
  request.messages.reduce(
    (sum, message) => sum + countTokens(message.role === 'tool' ? message.output : textOf(message.content)),
    countTokens(request.instructions),
  )
