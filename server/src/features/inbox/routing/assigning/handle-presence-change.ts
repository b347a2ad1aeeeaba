import { step } from '#kernel/step.ts'
import type { JobInput } from '#kernel/jobs.ts'
import { findWhoIsThere, staffingChanged } from '#features/inbox/handoff/index.ts'
import { cancelScheduledJob } from '#kernel/scheduled-jobs.ts'
import { lockTeams } from '../team-store.ts'
import { reassignFromAbsent } from './reassign-from-absent.ts'
import { assignWaiting } from './assign-waiting.ts'
import { memberReassign } from '../job-kinds.ts'

/** Assigns work to a member who came online, and reassigns the work of one who left. */
export const handlePresenceChange = step(
  async (context, { memberId, at }: JobInput<typeof staffingChanged>): Promise<void> => {
    const { tx, scope, emit } = context
    const teams = await lockTeams(tx)
    if (teams.length === 0) return
    const isThere = (await findWhoIsThere(tx, scope)).has(memberId)
    if (isThere) cancelScheduledJob(context, memberReassign, memberId)
    else await reassignFromAbsent(context, teams, { memberId, goneSince: new Date(at) })
    emit({ type: 'team.staffed', payload: { memberId, isThere } })
    await assignWaiting(context, teams)
  },
)

/** Reassigns unanswered conversations of a member who has been offline for long enough. */
export const reassignFromMember = step(
  async (context, { memberId, goneSince }: JobInput<typeof memberReassign>): Promise<void> => {
    const { tx, scope } = context
    const teams = await lockTeams(tx)
    cancelScheduledJob(context, memberReassign, memberId)
    if ((await findWhoIsThere(tx, scope)).has(memberId)) return
    await reassignFromAbsent(context, teams, { memberId, goneSince: new Date(goneSince) })
    await assignWaiting(context, teams)
  },
  { evenWhenFull: true },
)
