import { addDocument, changeSource, createSource } from '#features/knowledge/index.ts'
import {
  addTestQuestion,
  collectUnanswered,
  draftAnswer,
  listUnanswered,
  startTestRun,
} from '#features/proof/index.ts'
import type { Scope } from '#kernel/scope.ts'
import { settled } from './settled.ts'

/** A run of a source that has test questions, at its end. */
export async function endedRun(scope: Scope, sourceId: string): Promise<string> {
  const run = await startTestRun(scope, { sourceId })
  await settled(scope.app)
  return run.id
}

/** A run that holds a change back. */
export async function heldRun(scope: Scope, canary: string): Promise<string> {
  const { id: sourceId } = await createSource(scope, { name: `Held back from ${canary}` })
  const name = 'hours.md'
  await addDocument(scope, { sourceId, name, text: `The shop of ${canary} opens at nine.` })
  const expected = [{ documentName: name, quote: 'opens at nine' }]
  await addTestQuestion(scope, { sourceId, question: 'When does the shop open?', expected })
  await settled(scope.app)
  await changeSource(scope, { sourceId, gate: 1 })
  await addDocument(scope, { sourceId, name, text: `The shop of ${canary} is closed for good.` })
  await settled(scope.app)
  return endedRun(scope, sourceId)
}

/** A question that the documents of a tenant did not answer; with a source, answered by a draft. */
export async function unanswered(
  { system, ofTenant, tenantCanary }: { system: Scope; ofTenant: Scope; tenantCanary: string },
  word: string,
  sourceId: string | null,
): Promise<string> {
  const question = `What is ${tenantCanary} ${word}?`
  await collectUnanswered(system, { question, conversationId: null })
  const found = (await listUnanswered(ofTenant, {})).items.find((one) => one.question === question)
  if (!found) throw new Error('A question that was collected should be listed.')
  if (sourceId) await draftAnswer(ofTenant, { unansweredQuestionId: found.id, sourceId, answer: 'At nine.' })
  return found.id
}
