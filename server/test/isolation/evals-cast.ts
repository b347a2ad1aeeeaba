import { addDocument, changeKnowledgeBase, createKnowledgeBase } from '#features/knowledge/index.ts'
import {
  addTestCase,
  collectUnanswered,
  draftAnswer,
  listUnanswered,
  startEvaluationRun,
} from '#features/evals/index.ts'
import type { Scope } from '#kernel/scope.ts'
import { settled } from './settled.ts'

/** A run of a knowledge base that has test cases, at its end. */
export async function endedRun(scope: Scope, knowledgeBaseId: string): Promise<string> {
  const run = await startEvaluationRun(scope, { knowledgeBaseId })
  await settled(scope.app)
  return run.id
}

/** A run that holds a change back. */
export async function blockedRun(scope: Scope, canary: string): Promise<string> {
  const { id: knowledgeBaseId } = await createKnowledgeBase(scope, { name: `Blocked from ${canary}` })
  const name = 'hours.md'
  await addDocument(scope, { knowledgeBaseId, name, text: `The shop of ${canary} opens at nine.` })
  const expected = [{ documentName: name, quote: 'opens at nine' }]
  await addTestCase(scope, { knowledgeBaseId, question: 'When does the shop open?', expected })
  await settled(scope.app)
  await changeKnowledgeBase(scope, { knowledgeBaseId, qualityGate: 1 })
  await addDocument(scope, { knowledgeBaseId, name, text: `The shop of ${canary} is closed for good.` })
  await settled(scope.app)
  return endedRun(scope, knowledgeBaseId)
}

/** A question that the documents of a tenant did not answer; with a knowledge base, answered by a draft. */
export async function unanswered(
  { system, ofTenant, tenantCanary }: { system: Scope; ofTenant: Scope; tenantCanary: string },
  word: string,
  knowledgeBaseId: string | null,
): Promise<string> {
  const question = `What is ${tenantCanary} ${word}?`
  await collectUnanswered(system, { question, conversationId: null })
  const found = (await listUnanswered(ofTenant, {})).items.find((one) => one.question === question)
  if (!found) throw new Error('A question that was collected should be listed.')
  if (knowledgeBaseId)
    await draftAnswer(ofTenant, { unansweredQuestionId: found.id, knowledgeBaseId, answer: 'At nine.' })
  return found.id
}
