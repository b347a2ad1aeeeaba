import { AuditPage, ListAuditEntries } from '#contract/shapes/audit.ts'
import { namesOfMembers } from '#features/people/index.ts'
import { pageFrom, readCursor } from '#kernel/cursor.ts'
import { query } from '#kernel/use-case.ts'
import { membersIn, toAuditEntry } from './audit-entry.ts'
import { findAudited } from './store.ts'

/** Lists the audit log, newest first. */
export const listAuditEntries = query({
  name: 'audit-entry.list',
  permission: 'audit:read',
  input: ListAuditEntries,
  output: AuditPage,
  async run({ tx, scope }, { limit, after, ...filters }) {
    const rows = await findAudited(tx, filters, { limit: limit + 1, after: readCursor(after) })
    const members = await namesOfMembers(tx, membersIn(rows))
    return pageFrom(
      rows,
      limit,
      (row) => toAuditEntry(row, members, scope),
      (row) => ({ at: row.created_at.toISOString(), id: row.id }),
    )
  },
})
