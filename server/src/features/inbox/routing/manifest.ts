import { inboxActivity, staffingChanged } from '#features/inbox/handoff/index.ts'
import type { Manifest } from '#kernel/manifest.ts'
import { jobHandler } from '#kernel/jobs.ts'
import { mayReceiveAgentEvent } from '#kernel/own-agents.ts'
import type { Actor } from '#kernel/scope.ts'
import { reassignFromMember, handlePresenceChange } from './assigning/handle-presence-change.ts'
import { placeConversation } from './assigning/place-conversation.ts'
import { fireTimers } from './sla/fire-timers.ts'
import { fireSlaTimers, memberReassign, workSpread } from './job-kinds.ts'
import { spreadWork } from './assigning/spread-work.ts'

// They take turns at the teams' rows anyway.
const jobHandlers = [
  jobHandler(inboxActivity, { work: placeConversation, concurrency: 1 }),
  jobHandler(staffingChanged, { work: handlePresenceChange, concurrency: 1 }),
  jobHandler(workSpread, { work: (scope) => spreadWork(scope), concurrency: 1 }),
  jobHandler(fireSlaTimers, { work: fireTimers, concurrency: 1 }),
  jobHandler(memberReassign, { work: reassignFromMember, concurrency: 1 }),
]

export const manifest: Manifest = {
  jobHandlers,
}

const mayReadInbox = (actor: Actor): boolean => actor.permissions.has('inbox:read')

/** Who may receive its events. */
export const audience = {
  'team.created': mayReadInbox,
  'team.changed': mayReadInbox,
  'team.deleted': mayReadInbox,
  'team.staffed': mayReadInbox,
  'sla.warned': mayReadInbox,
  'sla.breached': mayReadInbox,
  'agent.team-set': mayReceiveAgentEvent('inbox:read'),
} as const
