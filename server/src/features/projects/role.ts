import type { ProjectRole } from '#contract/shapes/project.ts'

const ranks: Record<ProjectRole, number> = { viewer: 0, editor: 1, owner: 2 }

/** Whether a role includes the rights of another role. */
export const reaches = (role: ProjectRole, other: ProjectRole): boolean => ranks[role] >= ranks[other]

export interface ProjectMemberFacts {
  memberId: string
  role: ProjectRole
}

/** A member's role, or null. If no owner is left, because they left the tenant, editors stand in for one. */
export function roleAmong(members: readonly ProjectMemberFacts[], memberId: string): ProjectRole | null {
  const own = members.find((member) => member.memberId === memberId)?.role ?? null
  const hasOwner = members.some(({ role }) => role === 'owner')
  return own === 'editor' && !hasOwner ? 'owner' : own
}
