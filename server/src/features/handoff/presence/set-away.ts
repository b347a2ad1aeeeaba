import { DeskMember, SetAway } from '#contract/shapes/desk.ts'
import { forbidden } from '#kernel/fault.ts'
import { command } from '#kernel/use-case.ts'
import { staffingChanged } from '../desk-work.ts'
import { putAbsence } from './absence-store.ts'
import { findAttending } from './attendance-store.ts'

/** Says that one is away from the desk though one's window is open, or back. */
export const setAway = command({
  name: 'desk.set-away',
  permission: 'desk:write',
  input: SetAway,
  output: DeskMember,
  async run({ tx, scope, emit, enqueue }, { isAway }) {
    const { id, kind, name } = scope.actor
    if (kind !== 'member' || id === null) throw forbidden('Only members are at the desk.')
    await putAbsence(tx, scope, id, isAway)
    emit({ type: 'desk.presence-set', payload: { memberId: id, isAway } })
    enqueue(staffingChanged, { memberId: id, at: scope.app.now().toISOString() })
    return { id, name, isOnline: !isAway && (await findAttending(tx, scope)).has(id), isAway }
  },
})
