import { z } from 'zod'
import { forbidden } from '#kernel/fault.ts'
import { command } from '#kernel/use-case.ts'
import { staffingChanged } from '../desk-work.ts'
import { clearDead, putAttendance, renewAttendances } from './attendance-store.ts'

/** Notes that a window of one's own is open at the desk, or that the last one is closed. Part of following events. */
export const noteAttendance = command({
  name: 'desk.note-attendance',
  permission: 'desk:write',
  input: z.strictObject({ isHere: z.boolean() }),
  async run({ tx, scope, enqueue }, { isHere }): Promise<void> {
    const { id, kind } = scope.actor
    if (kind !== 'member' || id === null) throw forbidden('Only members are at the desk.')
    const at = scope.app.now().toISOString()
    for (const memberId of await clearDead(tx, scope)) enqueue(staffingChanged, { memberId, at })
    await putAttendance(tx, scope, id, isHere)
    enqueue(staffingChanged, { memberId: id, at })
  },
})

/** Says that this process is alive and its windows with it, and finds those of processes that are not. */
export const keepAttendances = command({
  name: 'desk.keep-attendances',
  permission: 'desk:write',
  input: z.strictObject({}),
  async run({ tx, scope, enqueue }): Promise<void> {
    await renewAttendances(tx, scope)
    const at = scope.app.now().toISOString()
    for (const memberId of await clearDead(tx, scope)) enqueue(staffingChanged, { memberId, at })
  },
})
