import { deskMoved, staffingChanged } from '#features/handoff/index.ts'
import { jobHandler } from '#kernel/jobs.ts'
import { dropMember, hearStaffing } from './assigning/hear-staffing.ts'
import { placeConversation } from './assigning/place-conversation.ts'
import { ringClocks } from './sla/ring.ts'
import { slaRing } from './sla/ring-job.ts'
import { memberDrop, workSpread } from './assigning/spread-job.ts'
import { spreadWork } from './assigning/spread-work.ts'

// They take turns at the teams' rows anyway.
export const jobHandlers = [
  jobHandler(deskMoved, { flow: placeConversation, concurrency: 1 }),
  jobHandler(staffingChanged, { flow: hearStaffing, concurrency: 1 }),
  jobHandler(workSpread, { flow: spreadWork, concurrency: 1 }),
  jobHandler(slaRing, { flow: ringClocks, concurrency: 1 }),
  jobHandler(memberDrop, { flow: dropMember, concurrency: 1 }),
]
