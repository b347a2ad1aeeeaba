import { ListMembers, MemberPage } from '#contract/shapes/people.ts'
import { pageFrom, readCursor } from '#kernel/cursor.ts'
import { query } from '#kernel/use-case.ts'
import { toMember } from './member.ts'
import { visibleMembers } from './visible.ts'

/** Lists the tenant's members, the longest here first. */
export const listMembers = query({
  name: 'member.list',
  permission: 'member:read',
  input: ListMembers,
  output: MemberPage,
  async run({ tx, scope }, { limit, after, search, role, state }) {
    const cursor = readCursor(after)
    let select = tx
      .selectFrom('members')
      .selectAll()
      .where(visibleMembers(scope))
      .orderBy('id')
      .limit(limit + 1)
    if (search) {
      const pattern = `%${search.replace(/[\\%_]/g, '\\$&')}%`
      select = select.where((eb) => eb.or([eb('name', 'ilike', pattern), eb('email', 'ilike', pattern)]))
    }
    if (role) select = select.where('role', '=', role)
    if (state) select = select.where('is_suspended', '=', state === 'suspended')
    if (cursor) select = select.where('id', '>', cursor.id)
    return pageFrom(await select.execute(), limit, toMember, (row) => ({
      at: row.created_at.toISOString(),
      id: row.id,
    }))
  },
})
