import type { EndedReply } from '#features/agents/index.ts'
import { isUnsupported } from '#features/conversations/index.ts'
import { knowledgeBaseChanged } from '#features/knowledge/index.ts'
import type { Manifest } from '#kernel/manifest.ts'
import { on } from '#kernel/reactions.ts'
import { jobHandler } from '#kernel/jobs.ts'
import type { Actor } from '#kernel/scope.ts'
import { personalQuestions } from './unanswered/personal-data.ts'
import { unansweredJob, evaluationRunJob } from './job-kinds.ts'
import { checkKnowledgeBase } from './runs/check-knowledge-base.ts'
import { doEvaluationRun } from './runs/do-evaluation-run.ts'
import { endEvaluationRun } from './runs/end-evaluation-run.ts'
import { collectUnanswered } from './unanswered/collect-unanswered.ts'

const jobHandlers = [
  jobHandler(knowledgeBaseChanged, { work: checkKnowledgeBase, concurrency: 1 }),
  // One at a time, so that people's answers do not wait for evaluations.
  jobHandler(evaluationRunJob, {
    work: doEvaluationRun,
    concurrency: 1,
    giveUp: (scope, { evaluationRunId }) =>
      endEvaluationRun(scope, { evaluationRunId, results: null, without: null }),
  }),
  // One at a time, so that the same question in other words finds the first.
  jobHandler(unansweredJob, { work: collectUnanswered, concurrency: 1 }),
]

const QUESTION_CHARACTERS = 2_000

const reactions = [
  on<EndedReply>('reply.ended', ({ enqueue }, { conversation, reply, question }) => {
    const isUnanswered =
      reply.state === 'completed' && question.trim() !== '' && isUnsupported(reply.searched)
    // Private questions of members are not shown to others.
    if (isUnanswered && conversation.in_inbox)
      enqueue(unansweredJob, {
        question: question.slice(0, QUESTION_CHARACTERS),
        conversationId: conversation.id,
      })
  }),
]

export const manifest: Manifest = {
  jobHandlers,
  reactions,
  personalData: [personalQuestions],
}

const whoReadsKnowledge = (actor: Actor): boolean => actor.permissions.has('knowledge:read')

/** Who may receive its events. */
export const audience = {
  'evaluation-run.ended': whoReadsKnowledge,
  'evaluation-run.judged': whoReadsKnowledge,
  'unanswered-question.changed': whoReadsKnowledge,
} as const
