import { readStep } from '#kernel/step.ts'
import type { Searched } from '#contract/shapes/conversation.ts'
import { holdPassages } from '#features/knowledge/index.ts'
import type { LanguageModel, ModelMessage, ModelPart } from '#kernel/model-ports.ts'
import type { Scope } from '#kernel/scope.ts'
import { smallTalkOf } from '#platform/lexical/small-talk.ts'
import { rewriteQuestion } from './rewrite-question.ts'
import { standsAlone } from './stands-alone.ts'
import { isSmallTalk, isReworking } from './talk.ts'

const QUERY_CHARACTERS = 2_000
const EARLIER_MAX = 3

interface Asked {
  knowledgeBaseIds: readonly string[]
  /** What people said, newest first; the newest is what is answered. */
  questions: readonly string[]
  /** All that was said, oldest first. */
  messages: readonly ModelMessage[]
  model: LanguageModel
  signal: AbortSignal
  see(part: ModelPart): void
}

/** Whether these knowledge bases hold anything at all. Spares a request to the model where nothing can be found. */
const canFind = readStep(({ tx, scope }, { knowledgeBaseIds }: { knowledgeBaseIds: string[] }) =>
  holdPassages(tx, scope, knowledgeBaseIds),
)

/** What is looked up: the question, and what was asked before it where that counts too, the last first. */
export interface Search extends Pick<Searched, 'query' | 'origin'> {
  earlier: string[]
}

/**
 * With which words an answer's passages are looked up; null where a search would not help. A question that leans on the
 * conversation is put into words that stand alone by the model; where it is not, what was asked before counts too.
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
