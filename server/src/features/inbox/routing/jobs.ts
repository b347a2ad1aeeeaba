import { inboxActivity, staffingChanged } from '#features/inbox/handoff/index.ts'
import { jobHandler } from '#kernel/jobs.ts'
import { reassignFromMember, handlePresenceChange } from './assigning/handle-presence-change.ts'
import { placeConversation } from './assigning/place-conversation.ts'
import { fireTimers } from './sla/fire-timers.ts'
import { fireSlaTimers } from './sla/fire-timers-job.ts'
import { memberReassign, workSpread } from './spread-job.ts'
import { spreadWork } from './assigning/spread-work.ts'

// They take turns at the teams' rows anyway.
export const jobHandlers = [
  jobHandler(inboxActivity, { work: placeConversation, concurrency: 1 }),
  jobHandler(staffingChanged, { work: handlePresenceChange, concurrency: 1 }),
  jobHandler(workSpread, { work: (scope) => spreadWork(scope), concurrency: 1 }),
  jobHandler(fireSlaTimers, { work: fireTimers, concurrency: 1 }),
  jobHandler(memberReassign, { work: reassignFromMember, concurrency: 1 }),
]
