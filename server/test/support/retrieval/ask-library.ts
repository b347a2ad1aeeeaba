import type { Scope } from '#kernel/scope.ts'
import { retrievePassages } from '#features/knowledge/index.ts'
import type { Library } from './library.ts'
import { judge, meanOf, type Quality } from './quality.ts'
import type { Question, QuestionSet } from './question-set.ts'

// A document may be several passages, so more are asked for than are counted.
const PASSAGES = 20

/** The entries of the corpus that are found for a question, each once, best first. */
export async function askLibrary(scope: Scope, library: Library, question: Question): Promise<string[]> {
  const earlier = (question.history ?? []).filter(({ role }) => role === 'user').map(({ text }) => text)
  const { passages } = await retrievePassages(scope, {
    knowledgeBaseIds: [library.knowledgeBaseId],
    query: question.text,
    earlier: earlier.toReversed(),
    limit: PASSAGES,
  })
  const entries = passages.map(({ documentId }) => library.entryOf.get(documentId) ?? documentId)
  return [...new Set(entries)]
}

/** How well the questions of one wording are answered; those without a judgement are left out. */
export async function measureWording(
  scope: Scope,
  library: Library,
  { judgements, wordings }: QuestionSet,
  wording: string,
): Promise<Quality & { questions: number }> {
  const qualities: Quality[] = []
  for (const question of wordings.get(wording) ?? []) {
    const wanted = judgements.get(question._id)
    if (wanted) qualities.push(judge(await askLibrary(scope, library, question), wanted))
  }
  return { ...meanOf(qualities), questions: qualities.length }
}
