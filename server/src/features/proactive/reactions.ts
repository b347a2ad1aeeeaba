import type { EndedReply } from '#features/agents/index.ts'
import { on } from '#kernel/reactions.ts'
import { scheduleJob } from '#kernel/scheduled-jobs.ts'
import { proactiveCheckRun } from './checks/proactive-check-job.ts'

export const reactions = [
  on<EndedReply>('reply.ended', (context, { agent, conversation: { id: conversationId }, reply }) => {
    if (reply.state !== 'completed' || !agent.speaks_first) return
    const dueAt = new Date(context.scope.app.now().getTime() + agent.proactive_after_minutes * 60_000)
    scheduleJob(context, proactiveCheckRun, conversationId, { conversationId }, dueAt)
  }),
]
