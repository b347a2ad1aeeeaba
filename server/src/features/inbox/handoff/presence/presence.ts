import { z } from 'zod'
import { logOf } from '#kernel/log-of.ts'
import type { Scope } from '#kernel/scope.ts'
import { forbidden } from '#kernel/fault.ts'
import { command } from '#kernel/use-case.ts'
import type { Live } from '#platform/live/live.ts'
import type { Reader } from '#platform/database/open.ts'
import { staffingChanged } from '../job-kinds.ts'
import { findAway } from './set-away.ts'
import { findPresent, clearDead, putPresence, renewPresences } from './presence-store.ts'

const BEAT_MS = 20_000

/** A member's windows in this process, and whether that is recorded in the database. */
interface Seat {
  readonly tenantId: string
  scope: Scope
  windows: number
  isNoted: boolean
  isNoting: boolean
}

/** The seats of a process by tenant and member, and the heartbeat that shows it is alive. */
interface Board {
  readonly seats: Map<string, Seat>
  beat: NodeJS.Timeout | null
}
const boards = new WeakMap<Live, Board>()

const nothing = () => {}

/** Marks a window of an inbox member as open, until the returned function is called. */
export function comeIn(scope: Scope): () => void {
  const { app, tenantId, actor } = scope
  if (actor.kind !== 'member' || actor.id === null || !actor.permissions.has('inbox:write')) return nothing
  const board = boards.get(app.live) ?? { seats: new Map<string, Seat>(), beat: null }
  boards.set(app.live, board)
  const key = `${tenantId}/${actor.id}`
  const seat = board.seats.get(key) ?? { tenantId, scope, windows: 0, isNoted: false, isNoting: false }
  board.seats.set(key, seat)
  seat.scope = scope
  seat.windows += 1
  void note(seat)
  board.beat ??= setInterval(() => beat(board), BEAT_MS).unref()
  let isIn = true
  return () => {
    if (!isIn) return
    isIn = false
    seat.windows -= 1
    void note(seat)
  }
}

const isToBeNoted = ({ windows, isNoted }: Seat) => isNoted !== windows > 0

/** Updates the database to the current state, one change after another, however fast windows open and close. */
async function note(seat: Seat): Promise<void> {
  if (seat.isNoting) return
  seat.isNoting = true
  try {
    while (isToBeNoted(seat)) {
      const isHere = seat.windows > 0
      await notePresence(seat.scope, { isHere })
      seat.isNoted = isHere
    }
  } catch (error) {
    // The next heartbeat tries again; presences of a dead process are detected.
    logOf(seat.scope).debug({ err: error }, 'Presence could not be updated.')
  } finally {
    seat.isNoting = false
  }
}

function beat(board: Board): void {
  const tenants = new Map<string, Scope>()
  for (const [key, seat] of board.seats) {
    if (isToBeNoted(seat)) void note(seat)
    else if (seat.windows === 0) board.seats.delete(key)
    else tenants.set(seat.tenantId, seat.scope)
  }
  for (const scope of tenants.values())
    keepPresences(scope, {}).catch((error: unknown) =>
      logOf(scope).debug({ err: error }, 'Presence could not be saved.'),
    )
  if (board.seats.size > 0 || board.beat === null) return
  clearInterval(board.beat)
  board.beat = null
}

/** The members with an open window in any process who are not away. */
export async function findWhoIsThere(tx: Reader, scope: Scope): Promise<Set<string>> {
  const [present, away] = await Promise.all([findPresent(tx, scope), findAway(tx)])
  return new Set([...present].filter((id) => !away.has(id)))
}

/** Whether any member is online and not away. */
export const isAnybodyThere = async (tx: Reader, scope: Scope): Promise<boolean> =>
  (await findWhoIsThere(tx, scope)).size > 0

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

/** Records that this process and its windows are alive, and finds those of dead processes. */
const keepPresences = command({
  name: 'inbox.keep-presences',
  permission: 'inbox:write',
  input: z.strictObject({}),
  async run({ tx, scope, enqueue }): Promise<void> {
    await renewPresences(tx, scope)
    const at = scope.app.now().toISOString()
    for (const memberId of await clearDead(tx, scope)) enqueue(staffingChanged, { memberId, at })
  },
})
