import { sql } from 'kysely'
import type { Transaction } from '#platform/database/open.ts'
import type { Scope } from '#kernel/scope.ts'
import type { ServedTool } from '#kernel/tool-servers.ts'
import { descriptionOf, fingerprintOf, type ServedToolRow, stateOf } from './tool-server.ts'

/**
 * Stores a server's current offer. New and changed tools need approval, except that a first list is accepted as it is:
 * whoever added the server saw it. Returns whether anything changed.
 */
export async function keepOffered(
  tx: Transaction,
  scope: Scope,
  serverId: string,
  offered: readonly ServedTool[],
  isFirst: boolean,
): Promise<boolean> {
  const before = await tx.selectFrom('served_tools').selectAll().where('server_id', '=', serverId).execute()
  let isOther = false
  for (const tool of offered) {
    const fingerprint = fingerprintOf(tool)
    const known = before.find(({ name }) => name === tool.name)
    if (known?.offered_fingerprint === fingerprint) continue
    isOther = true
    const description = JSON.stringify(descriptionOf(tool))
    const now = { offered: description, offered_fingerprint: fingerprint }
    if (known) await updateTool(tx, serverId, tool.name, now)
    else
      await tx
        .insertInto('served_tools')
        .values({
          tenant_id: scope.tenantId,
          server_id: serverId,
          name: tool.name,
          ...now,
          ...(isFirst && { approved: description, fingerprint }),
        })
        .execute()
  }
  const names = new Set(offered.map(({ name }) => name))
  const lost = before.filter(({ name, offered: last }) => !names.has(name) && last !== null)
  for (const row of lost) await loseTool(tx, row)
  return isOther || lost.length > 0
}

/** An approved tool that is no longer offered is kept: it may return unchanged. */
async function loseTool(tx: Transaction, row: ServedToolRow) {
  if (row.approved !== null)
    return updateTool(tx, row.server_id, row.name, { offered: null, offered_fingerprint: null })
  await tx
    .deleteFrom('served_tools')
    .where('server_id', '=', row.server_id)
    .where('name', '=', row.name)
    .execute()
}

/** Approves a tool as it was shown. False if it has changed since. */
export async function approveTool(
  tx: Transaction,
  serverId: string,
  { name, fingerprint }: { name: string; fingerprint: string },
): Promise<boolean> {
  const row = await tx
    .selectFrom('served_tools')
    .selectAll()
    .where('server_id', '=', serverId)
    .where('name', '=', name)
    .forUpdate()
    .executeTakeFirst()
  if (!row || row.offered_fingerprint !== fingerprint) return false
  if (stateOf(row) !== 'approved')
    await updateTool(tx, serverId, name, { approved: JSON.stringify(row.offered), fingerprint })
  return true
}

const updateTool = async (
  tx: Transaction,
  serverId: string,
  name: string,
  change: Partial<Record<'approved' | 'fingerprint' | 'offered' | 'offered_fingerprint', string | null>>,
) =>
  void (await tx
    .updateTable('served_tools')
    .set({ ...change, updated_at: sql<Date>`now()` })
    .where('server_id', '=', serverId)
    .where('name', '=', name)
    .execute())
