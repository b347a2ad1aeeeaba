import type { SourcePart } from '#contract/message-parts.ts'
import { KeepTestCase, TestCase } from '#contract/shapes/evals.ts'
import { partsOf, requireMessage, textOf } from '#features/conversations/index.ts'
import { requireKnowledgeBases, knowledgeBasesOfDocuments } from '#features/knowledge/index.ts'
import { invalidInput } from '#kernel/fault.ts'
import { command } from '#kernel/use-case.ts'
import { addTestCase } from './test-cases.ts'

/** Keeps a question of a conversation as a test case; from its answer, with what that cited. */
export const keepTestCase = command({
  name: 'test-case.keep',
  permission: 'knowledge:write',
  input: KeepTestCase,
  output: TestCase,
  async run(context, { knowledgeBaseId, messageId }) {
    const { tx, scope } = context
    await requireKnowledgeBases(tx, scope, [knowledgeBaseId])
    const message = await requireMessage(tx, scope, messageId)
    const isAnswer = message.role === 'assistant' && message.parent_id !== null
    const asked = isAnswer ? await requireMessage(tx, scope, message.parent_id ?? '') : message
    const question = textOf(partsOf(asked)).trim().slice(0, 2_000)
    if (question === '') throw invalidInput('This message contains no question.')
    const all = isAnswer ? partsOf(message).filter((part): part is SourcePart => part.type === 'source') : []
    // Citations of other knowledge bases cannot be expected from this one.
    const sourceOf = await knowledgeBasesOfDocuments(tx, scope, [
      ...new Set(all.map((part) => part.documentId)),
    ])
    const cited = all.filter(({ documentId }) => sourceOf.get(documentId) === knowledgeBaseId)
    return addTestCase.within(context, {
      knowledgeBaseId,
      question,
      answer: isAnswer ? textOf(partsOf(message)).slice(0, 8_000) : '',
      expected: [...new Map(cited.map((part) => [part.passageId, part])).values()]
        .slice(0, 20)
        .map(({ documentName, quote }) => ({ documentName, quote: quote.slice(0, 2_000) })),
    })
  },
})
