import type { Reader } from '#platform/database/open.ts'

/** The names of members and visitors; who is gone is not in it. */
export async function findPeopleNames(tx: Reader, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const [members, visitors] = await Promise.all([
    tx.selectFrom('members').select(['id', 'name']).where('id', 'in', ids).execute(),
    tx.selectFrom('visitors').select(['id', 'name']).where('id', 'in', ids).execute(),
  ])
  return new Map([...members, ...visitors].map(({ id, name }) => [id, name ?? '']))
}
