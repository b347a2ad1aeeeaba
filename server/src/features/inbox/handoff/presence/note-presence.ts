import { z } from 'zod'
import { forbidden } from '#kernel/fault.ts'
import { command } from '#kernel/use-case.ts'
import { staffingChanged } from '../inbox-jobs.ts'
import { clearDead, putPresence, renewPresences } from './presence-store.ts'

/** Notes that a window of one’s own is open in the inbox, or that the last one is closed. Part of following events. */
export const notePresence = command({
  name: 'inbox.note-presence',
  permission: 'inbox:write',
  input: z.strictObject({ isHere: z.boolean() }),
  async run({ tx, scope, enqueue }, { isHere }): Promise<void> {
    const { id, kind } = scope.actor
    if (kind !== 'member' || id === null) throw forbidden('Only members can be online.')
    const at = scope.app.now().toISOString()
    for (const memberId of await clearDead(tx, scope)) enqueue(staffingChanged, { memberId, at })
    await putPresence(tx, scope, id, isHere)
    enqueue(staffingChanged, { memberId: id, at })
  },
})

/** Says that this process is alive and its windows with it, and finds those of processes that are not. */
export const keepPresences = command({
  name: 'inbox.keep-presences',
  permission: 'inbox:write',
  input: z.strictObject({}),
  async run({ tx, scope, enqueue }): Promise<void> {
    await renewPresences(tx, scope)
    const at = scope.app.now().toISOString()
    for (const memberId of await clearDead(tx, scope)) enqueue(staffingChanged, { memberId, at })
  },
})
