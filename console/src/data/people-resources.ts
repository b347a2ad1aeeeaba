import type { Page } from '#contract/page.ts'
import type { AuditEntry, AuditFilters } from '#contract/shapes/audit.ts'
import type { Invitation, Member, MemberRole, Session } from '#contract/shapes/people.ts'
import { client } from '../console-client.ts'
import type { Resource } from './cache.ts'
import { loadMore, loadPages } from './pages.ts'

const ALL = 100

export interface MemberFilter {
  search: string
  role: MemberRole | ''
  state: 'active' | 'suspended' | ''
}
const memberPages =
  ({ search, role, state }: MemberFilter) =>
  (page: { limit: number; after?: string }) =>
    client.people.members({
      ...page,
      ...(search && { search }),
      ...(role && { role }),
      ...(state && { state }),
    })

export const members = (filter: MemberFilter): Resource<Page<Member>> => ({
  key: `people?${JSON.stringify(filter)}`,
  load: (previous) => loadPages(memberPages(filter), previous),
})
export const moreMembers = (filter: MemberFilter, held: Page<Member>) => loadMore(memberPages(filter), held)

export const invitations: Resource<Page<Invitation>> = {
  key: 'invitations',
  load: () => client.people.invitations({ limit: ALL }),
}
export const sessions: Resource<Page<Session>> = {
  key: 'sessions',
  load: () => client.account.sessions({ limit: ALL }),
}

export const auditLog = (filters: AuditFilters): Resource<Page<AuditEntry>> => ({
  key: `audit?${JSON.stringify(filters)}`,
  load: (previous) => loadPages((page) => client.audit.list({ ...filters, ...page }), previous),
})
export const moreAudit = (filters: AuditFilters, held: Page<AuditEntry>) =>
  loadMore((page) => client.audit.list({ ...filters, ...page }), held)
