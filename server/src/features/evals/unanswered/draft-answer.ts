import { DraftUnansweredAnswer, UnansweredQuestion } from '#contract/shapes/unanswered.ts'
import { requireKnowledgeBases } from '#features/knowledge/index.ts'
import { storableText } from '#kernel/storable.ts'
import { command } from '#kernel/use-case.ts'
import { requireUnanswered, updateUnanswered } from './unanswered-store.ts'

/** Drafts an FAQ entry for a question that the documents did not answer; it is found once it is published. */
export const draftAnswer = command({
  name: 'unanswered-question.draft',
  permission: 'conversation:read-inbox',
  input: DraftUnansweredAnswer,
  output: UnansweredQuestion,
  async run({ tx, scope, emit }, { unansweredQuestionId, knowledgeBaseId, question, answer }) {
    await requireKnowledgeBases(tx, scope, [knowledgeBaseId])
    await requireUnanswered(tx, scope, unansweredQuestionId)
    const drafted = await updateUnanswered(tx, unansweredQuestionId, {
      state: 'drafted',
      answer: storableText(answer),
      ...(question !== undefined && { question: storableText(question) }),
      knowledgeBaseId,
    })
    emit({ type: 'unanswered-question.changed', payload: { unansweredQuestionId } })
    return drafted
  },
})
