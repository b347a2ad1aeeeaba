import { type Insertable, sql, type Updateable } from 'kysely'
import type { Reader, Transaction } from '#platform/database/open.ts'
import type { Schema } from '#platform/database/schema.ts'
import { conflict, notFound } from '#kernel/fault.ts'
import type { ToolServerFacts, ToolServerRow } from './tool-server.ts'

/** All tool servers of the tenant with their related rows, by name. */
export async function listServerFacts(tx: Reader): Promise<ToolServerFacts[]> {
  const servers = await tx.selectFrom('tool_servers').selectAll().orderBy('name').execute()
  if (servers.length === 0) return []
  const tools = await tx.selectFrom('served_tools').selectAll().orderBy('name').execute()
  const credentials = await tx.selectFrom('tool_server_credentials').selectAll().execute()
  return servers.map((server) => ({
    server,
    tools: tools.filter(({ server_id: id }) => id === server.id),
    credentials: credentials.filter(({ server_id: id }) => id === server.id),
  }))
}

/** The server with its related rows, or Fault `not_found`. */
export async function requireServer(tx: Reader, id: string): Promise<ToolServerFacts> {
  const server = await tx.selectFrom('tool_servers').selectAll().where('id', '=', id).executeTakeFirst()
  if (!server) throw notFound('tool server')
  const tools = await tx
    .selectFrom('served_tools')
    .selectAll()
    .where('server_id', '=', id)
    .orderBy('name')
    .execute()
  const credentials = await tx
    .selectFrom('tool_server_credentials')
    .selectAll()
    .where('server_id', '=', id)
    .execute()
  return { server, tools, credentials }
}

/** The server under its lock, or null. */
export const lockServerIfThere = async (tx: Transaction, id: string): Promise<ToolServerRow | null> =>
  (await tx.selectFrom('tool_servers').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()) ??
  null

/** The same, or Fault `not_found`. */
export async function lockServer(tx: Transaction, id: string): Promise<ToolServerRow> {
  const row = await lockServerIfThere(tx, id)
  if (!row) throw notFound('tool server')
  return row
}

/** Stores a server. Throws Fault `conflict` when its name is taken. */
export async function insertServer(tx: Transaction, row: Insertable<Schema['tool_servers']>): Promise<void> {
  const made = await tx
    .insertInto('tool_servers')
    .values(row)
    .onConflict((on) => on.columns(['tenant_id', 'name']).doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!made) throw conflict(`A tool server named ${row.name} already exists.`)
}

export const updateServer = async (tx: Transaction, id: string, change: Updateable<Schema['tool_servers']>) =>
  void (await tx
    .updateTable('tool_servers')
    .set({ ...change, updated_at: sql<Date>`now()` })
    .where('id', '=', id)
    .execute())

export const removeServer = async (tx: Transaction, id: string) =>
  void (await tx.deleteFrom('tool_servers').where('id', '=', id).execute())
