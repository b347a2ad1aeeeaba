import { findWhoIsThere, staffingChanged } from '#features/handoff/index.ts'
import { cancelAppointment } from '#kernel/appointments.ts'
import { command, flow } from '#kernel/use-case.ts'
import { lockTeams } from '../teams/team-store.ts'
import { dropAbsent } from './drop-absent.ts'
import { giveOut } from './give-out.ts'
import { memberDrop } from './spread-job.ts'

/** Gives work to a member who came to the desk, and takes it from one who went away. */
export const hearStaffing = flow({
  name: 'work.hear-staffing',
  permission: 'internal',
  input: staffingChanged.input,
  run: ({ scope }, input) => hearNow(scope, input),
})

/** The transaction of it. Part of `hearStaffing`. */
const hearNow = command({
  name: 'work.hear-staffing-now',
  permission: 'internal',
  input: staffingChanged.input,
  async run(context, { memberId, at }): Promise<void> {
    const { tx, scope, emit } = context
    const teams = await lockTeams(tx)
    if (teams.length === 0) return
    const isThere = (await findWhoIsThere(tx, scope)).has(memberId)
    if (isThere) cancelAppointment(context, memberDrop, memberId)
    else await dropAbsent(context, teams, { memberId, goneSince: new Date(at) })
    emit({ type: 'team.staffed', payload: { memberId, isThere } })
    await giveOut(context, teams)
  },
})

/** Takes unanswered conversations back from a member who has been gone for long enough. */
export const dropMember = flow({
  name: 'member.drop',
  permission: 'internal',
  input: memberDrop.input,
  run: ({ scope }, input) => dropNow(scope, input),
})

/** The transaction of it. Part of `dropMember`. */
const dropNow = command({
  name: 'member.drop-now',
  permission: 'internal',
  input: memberDrop.input,
  async run(context, { memberId, goneSince }): Promise<void> {
    const { tx, scope } = context
    const teams = await lockTeams(tx)
    cancelAppointment(context, memberDrop, memberId)
    if ((await findWhoIsThere(tx, scope)).has(memberId)) return
    await dropAbsent(context, teams, { memberId, goneSince: new Date(goneSince) })
    await giveOut(context, teams)
  },
})
