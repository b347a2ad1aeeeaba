import { findWhoIsThere, staffingChanged } from '#features/inbox/handoff/index.ts'
import { cancelScheduledJob } from '#kernel/scheduled-jobs.ts'
import { command, flow } from '#kernel/use-case.ts'
import { lockTeams } from '../team-store.ts'
import { reassignFromAbsent } from './reassign-from-absent.ts'
import { assignWaiting } from './assign-waiting.ts'
import { memberReassign } from '../spread-job.ts'

/** Gives work to a member who came online, and takes it from one who went away. */
export const handlePresenceChange = flow({
  name: 'work.handle-presence-change',
  permission: 'internal',
  input: staffingChanged.input,
  run: ({ scope }, input) => hearNow(scope, input),
})

/** The transaction of it. Part of `handlePresenceChange`. */
const hearNow = command({
  name: 'work.handle-presence-change-now',
  permission: 'internal',
  input: staffingChanged.input,
  async run(context, { memberId, at }): Promise<void> {
    const { tx, scope, emit } = context
    const teams = await lockTeams(tx)
    if (teams.length === 0) return
    const isThere = (await findWhoIsThere(tx, scope)).has(memberId)
    if (isThere) cancelScheduledJob(context, memberReassign, memberId)
    else await reassignFromAbsent(context, teams, { memberId, goneSince: new Date(at) })
    emit({ type: 'team.staffed', payload: { memberId, isThere } })
    await assignWaiting(context, teams)
  },
})

/** Takes unanswered conversations back from a member who has been gone for long enough. */
export const reassignFromMember = flow({
  name: 'member.reassign',
  permission: 'internal',
  input: memberReassign.input,
  run: ({ scope }, input) => reassignNow(scope, input),
})

/** The transaction of it. Part of `reassignFromMember`. */
const reassignNow = command({
  name: 'member.reassign-now',
  permission: 'internal',
  input: memberReassign.input,
  async run(context, { memberId, goneSince }): Promise<void> {
    const { tx, scope } = context
    const teams = await lockTeams(tx)
    cancelScheduledJob(context, memberReassign, memberId)
    if ((await findWhoIsThere(tx, scope)).has(memberId)) return
    await reassignFromAbsent(context, teams, { memberId, goneSince: new Date(goneSince) })
    await assignWaiting(context, teams)
  },
})
