import { InboxMember, SetAway } from '#contract/shapes/inbox.ts'
import { forbidden } from '#kernel/fault.ts'
import { command } from '#kernel/use-case.ts'
import { staffingChanged } from '../job-kinds.ts'
import { putAway } from './away-store.ts'
import { findPresent } from './presence-store.ts'

/** Says that one is away though one's window is open, or back. */
export const setAway = command({
  name: 'inbox.set-away',
  permission: 'inbox:write',
  input: SetAway,
  output: InboxMember,
  async run({ tx, scope, emit, enqueue }, { isAway }) {
    const { id, kind, name } = scope.actor
    if (kind !== 'member' || id === null) throw forbidden('Only members can be online.')
    await putAway(tx, scope, id, isAway)
    emit({ type: 'inbox.presence-set', payload: { memberId: id, isAway } })
    enqueue(staffingChanged, { memberId: id, at: scope.app.now().toISOString() })
    return { id, name, isOnline: !isAway && (await findPresent(tx, scope)).has(id), isAway }
  },
})
