import type { EndedReply } from '#features/agents/index.ts'
import { isUnsupported } from '#features/conversations/index.ts'
import { on } from '#kernel/reactions.ts'
import { unansweredJob } from './unanswered/unanswered-job.ts'

const QUESTION_CHARACTERS = 2_000

export const reactions = [
  on<EndedReply>('reply.ended', ({ enqueue }, { conversation, reply, question }) => {
    const isUnanswered =
      reply.state === 'completed' && question.trim() !== '' && isUnsupported(reply.searched)
    // Nobody else reads what members ask in private.
    if (isUnanswered && conversation.in_inbox)
      enqueue(unansweredJob, {
        question: question.slice(0, QUESTION_CHARACTERS),
        conversationId: conversation.id,
      })
  }),
]
