import { conversationLook, initiativeSurvey } from '#features/agents/index.ts'
import { jobHandler } from '#kernel/jobs.ts'
import { lookAtConversation } from './looks/look-at-conversation.ts'
import { settleLook } from './looks/settle-look.ts'
import { plannedMessageSay } from './planned/planned-job.ts'
import { sayWhenDue } from './planned/say-when-due.ts'
import { surveyConversations } from './looks/survey-conversations.ts'

const AFTER_FAILURES_MS = 6 * 3_600_000
const LOOK_SPACING_MS = 250

export const jobHandlers = [
  // One now and then, however many are due: nobody waits for them, and whoever waits for an answer must not feel them.
  jobHandler(conversationLook, {
    flow: lookAtConversation,
    concurrency: 4,
    spacingMs: LOOK_SPACING_MS,
    giveUp: (scope, { conversationId }) =>
      settleLook(scope, { conversationId, againAfterMs: AFTER_FAILURES_MS }),
  }),
  jobHandler(plannedMessageSay, { flow: sayWhenDue, concurrency: 2 }),
  jobHandler(initiativeSurvey, { flow: surveyConversations, concurrency: 1 }),
]
