import { sql } from 'kysely'
import type { Page } from '#contract/page.ts'
import { findAgent } from '#features/agents/index.ts'
import type { ConversationRow } from '#features/conversations/index.ts'
import { findPeopleNames } from '#features/people/index.ts'
import { pageFrom, readCursor } from '#kernel/cursor.ts'
import { conflict, notFound } from '#kernel/fault.ts'
import type { Scope } from '#kernel/scope.ts'
import type { QueryContext } from '#kernel/use-case.ts'
import type { Reader, Transaction } from '#platform/database/open.ts'
import { normal } from '#platform/lexical/analyse.ts'
import { foldScript } from '#platform/lexical/fold-script.ts'
import type { Names } from './placeholders.ts'

interface Sought {
  search?: string | undefined
  limit: number
  after?: string | undefined
}

/**
 * Named items of operators, such as canned replies: found by name and search text, with unique names in a tenant.
 * `thing` is what people call one.
 */
export function namedStore<Row extends { id: string; name: string }>(
  table: 'macros' | 'canned_replies',
  thing: string,
) {
  /** Those that this actor may see: the tenant's. */
  const visible = (tx: Reader, scope: Scope) => tx.selectFrom(table).where('tenant_id', '=', scope.tenantId)

  return {
    /** The row, or Fault `not_found`. */
    async require(tx: Reader, scope: Scope, id: string): Promise<Row> {
      const [row] = await visible(tx, scope).selectAll().where('id', '=', id).$castTo<Row>().execute()
      if (!row) throw notFound(thing)
      return row
    },

    async count(tx: Reader, scope: Scope): Promise<number> {
      const counted = visible(tx, scope).select(({ fn }) => fn.countAll<string>().as('count'))
      return Number((await counted.executeTakeFirstOrThrow()).count)
    },

    /** Throws Fault `conflict` if the name is taken. */
    async refuseTakenName(tx: Reader, scope: Scope, name: string, ownId: string | null): Promise<void> {
      const other = await visible(tx, scope)
        .select('id')
        .where(sql<boolean>`lower(name) = lower(${name})`)
        .executeTakeFirst()
      if (other && other.id !== ownId) throw conflict(`A ${thing} named ${name} already exists.`)
    },

    remove: async (tx: Transaction, id: string): Promise<void> =>
      void (await tx.deleteFrom(table).where('id', '=', id).execute()),

    /** A page by name of those that contain the search words. */
    async page<T>(
      tx: Reader,
      scope: Scope,
      { search = '', limit, after }: Sought,
      toItem: (row: Row) => T,
    ): Promise<Page<T>> {
      const cursor = readCursor(after)
      const words = searchedAs(search).split(/\s+/).filter(Boolean)
      let select = visible(tx, scope)
        .selectAll()
        .orderBy('name')
        .orderBy('id')
        .limit(limit + 1)
      for (const word of words) select = select.where(sql<boolean>`position(${word} IN searched) > 0`)
      if (cursor) select = select.where(sql<boolean>`(name, id) > (${cursor.at}, ${cursor.id}::uuid)`)
      const rows = await select.$castTo<Row>().execute()
      return pageFrom(rows, limit, toItem, ({ name, id }) => ({ at: name, id }))
    },
  }
}

/** Text normalized for search: half width, lower case, simplified characters, so that either script finds the other. */
export const searchedAs = (text: string): string => foldScript(normal(text))

/** The names that a text for this conversation is filled with. */
export async function namesFor(
  { tx, scope }: Pick<QueryContext, 'tx' | 'scope'>,
  { owner_id: ownerId, agent_id: agentId }: ConversationRow,
): Promise<Names> {
  const [people, agent] = await Promise.all([
    findPeopleNames(tx, [ownerId]),
    agentId === null ? null : findAgent(tx, agentId),
  ])
  return {
    'contact.name': people.get(ownerId) ?? '',
    'agent.name': agent?.name ?? '',
    'me.name': scope.actor.name,
  }
}
