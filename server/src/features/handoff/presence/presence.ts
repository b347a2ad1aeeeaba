import type { Scope } from '#kernel/scope.ts'
import type { Live } from '#platform/live/live.ts'
import type { Reader } from '#platform/database/open.ts'
import { findAbsent } from './absence-store.ts'

/** How many windows of each member are open in this process, by tenant. */
const boards = new WeakMap<Live, Map<string, Map<string, number>>>()

const nothing = () => {}

/** Says that a window of somebody who works at the desk is open, until the returned function is called. */
export function comeIn({ app, tenantId, actor }: Scope): () => void {
  const { id } = actor
  if (actor.kind !== 'member' || id === null || !actor.permissions.has('desk:write')) return nothing
  const board = boards.get(app.live) ?? new Map<string, Map<string, number>>()
  boards.set(app.live, board)
  const windows = board.get(tenantId) ?? new Map<string, number>()
  board.set(tenantId, windows)
  windows.set(id, (windows.get(id) ?? 0) + 1)
  let isIn = true
  return () => {
    if (!isIn) return
    isIn = false
    const left = (windows.get(id) ?? 1) - 1
    if (left > 0) windows.set(id, left)
    else windows.delete(id)
    if (windows.size === 0 && board.get(tenantId) === windows) board.delete(tenantId)
  }
}

/** The members of the tenant who have a window open. Whoever is away may be among them. */
export const membersIn = ({ app, tenantId }: Scope): string[] => [
  ...(boards.get(app.live)?.get(tenantId)?.keys() ?? []),
]

/** Whether anybody is at the desk who did not say that they are away. */
export async function isAnybodyThere(tx: Reader, scope: Scope): Promise<boolean> {
  const present = membersIn(scope)
  if (present.length === 0) return false
  const away = await findAbsent(tx)
  return present.some((id) => !away.has(id))
}
