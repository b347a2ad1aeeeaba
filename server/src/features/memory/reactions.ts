import type { EndedReply } from '#features/agents/index.ts'
import { on } from '#kernel/reactions.ts'
import { requestExtraction } from './extraction/extraction-job.ts'

export const reactions = [
  on<EndedReply>('reply.ended', (context, { agent, conversation, reply }) => {
    if (reply.state === 'completed' && agent.remembers) requestExtraction(context, conversation, agent.id)
  }),
]
