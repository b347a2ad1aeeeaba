import type { Searched } from '#contract/shapes/conversation.ts'
import { holdPassages } from '#features/knowledge/index.ts'
import { readStep } from '#kernel/step.ts'
import type { LanguageModel, ModelMessage, ModelPart } from '#kernel/model-ports.ts'
import type { Scope } from '#kernel/scope.ts'
import { smallTalkOf } from '#platform/lexical/small-talk.ts'
import { rewriteQuestion } from './rewrite-question.ts'
import { isSmallTalk, isReworking } from './talk.ts'

const QUERY_CHARACTERS = 2_000
const EARLIER_MAX = 3

interface Asked {
  knowledgeBaseIds: readonly string[]
  /** What people wrote, newest first; the newest is the question to answer. */
  questions: readonly string[]
  /** The whole conversation, oldest first. */
  messages: readonly ModelMessage[]
  model: LanguageModel
  signal: AbortSignal
  see(part: ModelPart): void
}

/** Whether these knowledge bases contain anything. Saves a model request if nothing can be found. */
const canFind = readStep(({ tx, scope }, { knowledgeBaseIds }: { knowledgeBaseIds: string[] }) =>
  holdPassages(tx, scope, knowledgeBaseIds),
)

/** The search query: the question and, if it depends on them, earlier questions, the latest first. */
export interface Search extends Pick<Searched, 'query' | 'origin'> {
  earlier: string[]
}

/**
 * The query that finds an answer's passages; null if a search would not help. The model rewrites a question that
 * depends on the conversation; if it does not, earlier questions are added to the query.
 */
export async function whatToSearch(
  scope: Scope,
  { knowledgeBaseIds, questions, ...asked }: Asked,
): Promise<Search | null> {
  const [question = '', ...before] = questions.map((words) => words.slice(0, QUERY_CHARACTERS))
  if (knowledgeBaseIds.length === 0 || isSmallTalk(question) || isReworking(question)) return null
  if (asked.model.provider === 'offline' && smallTalkOf(question) !== null) return null
  const earlier = before.filter((words) => !isSmallTalk(words)).slice(0, EARLIER_MAX)
  if (earlier.length === 0) return { query: question, earlier, origin: 'question' }
  const mayRewrite =
    !standsAlone(question) &&
    asked.model.provider !== 'offline' &&
    (await canFind(scope, { knowledgeBaseIds: [...knowledgeBaseIds] }))
  const rewritten = mayRewrite ? await rewriteQuestion(scope, asked) : null
  return rewritten === null
    ? { query: question, earlier, origin: 'joined' }
    : { query: rewritten, earlier: [], origin: 'rewritten' }
}

const pointsBack =
  /\b(?:it|its|that|this|those|these|they|them|their|theirs|he|she|him|his|her|same|former|latter)\b|它|他们|她们|他們|她們|[这這那](?:个|個|些|种|種|样|樣|款|件|项|項)|[这這]|上述|刚才|剛才|以上|前者|后者|後者|それ|これ|その|この/iu
const goesOn =
  /^(?:and|but|or|so|also|then|what about|how about|what if|why)\b|^(?:那|还有|還有|另外|如果|为什么|為什麼)|呢[?？]?$/iu
const CHARACTERS_MIN = 12
const WORDS_MIN = 4

/** Whether a question can be understood without the conversation before it. */
export function standsAlone(question: string): boolean {
  const text = question.trim()
  if (pointsBack.test(text) || goesOn.test(text)) return false
  const isSpaced = /^[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\P{L}]*$/u.test(text)
  const isShort = [...text].length < CHARACTERS_MIN || (isSpaced && text.split(/\s+/).length < WORDS_MIN)
  return !isShort
}
