import type { Selectable } from 'kysely'
import type { AgentConfiguration } from '#contract/shapes/agent.ts'
import type { AgentVersion, VersionOrigin, WholeAgentVersion } from '#contract/shapes/agent-version.ts'
import { findPeopleNames } from '#features/people/index.ts'
import type { Reader, Transaction } from '#platform/database/open.ts'
import type { Schema } from '#platform/database/schema.ts'
import { notFound } from '#kernel/fault.ts'
import type { Actor, Scope } from '#kernel/scope.ts'
import { storedConfiguration } from './configuration.ts'

export type VersionRow = Selectable<Schema['agent_versions']>

interface NewVersion {
  agentId: string
  number: number
  configuration: AgentConfiguration
  changed: readonly string[]
  origin: VersionOrigin
  note: string
}

export type Author = Pick<Actor, 'kind' | 'id'>

export const insertVersion = async (
  tx: Transaction,
  author: Author,
  { tenantId }: Scope,
  { agentId, number, configuration, changed, origin, note }: NewVersion,
) =>
  void (await tx
    .insertInto('agent_versions')
    .values({
      tenant_id: tenantId,
      agent_id: agentId,
      number,
      content: JSON.stringify(configuration),
      changed: [...changed],
      origin,
      note,
      author_kind: author.kind,
      author_id: author.id,
    })
    .execute())

/** The version, or Fault `not_found`. */
export async function requireVersion(tx: Reader, agentId: string, number: number): Promise<VersionRow> {
  const row = await tx
    .selectFrom('agent_versions')
    .selectAll()
    .where('agent_id', '=', agentId)
    .where('number', '=', number)
    .executeTakeFirst()
  if (!row) throw notFound('version')
  return row
}

/** The versions of an agent, the newest first, from below a number on. */
export const listVersionRows = (tx: Reader, agentId: string, below: number | null, limit: number) => {
  const all = tx
    .selectFrom('agent_versions')
    .selectAll()
    .where('agent_id', '=', agentId)
    .orderBy('number', 'desc')
    .limit(limit)
  return (below === null ? all : all.where('number', '<', below)).execute()
}

/** Who wrote these rows, by id. */
export const authorNames = (tx: Reader, rows: readonly { author_id: string | null }[]) =>
  findPeopleNames(tx, [...new Set(rows.flatMap(({ author_id: id }) => id ?? []))])

type Authored = Pick<VersionRow, 'author_kind' | 'author_id'>

export const toAuthor = (
  { author_kind: kind, author_id: id }: Authored,
  names: ReadonlyMap<string, string>,
) => ({
  kind,
  id,
  name: (id !== null && names.get(id)) || null,
})

export const toVersion = (row: VersionRow, names: ReadonlyMap<string, string>): AgentVersion => ({
  agentId: row.agent_id,
  number: row.number,
  origin: row.origin as VersionOrigin,
  note: row.note,
  changed: row.changed,
  author: toAuthor(row, names),
  createdAt: row.created_at.toISOString(),
})

export const toWholeVersion = (row: VersionRow, names: ReadonlyMap<string, string>): WholeAgentVersion => ({
  ...toVersion(row, names),
  configuration: storedConfiguration(row.content),
})
