import type { Me, Member, MemberRole } from '#contract/shapes/people.ts'

export const memberRoles: readonly MemberRole[] = ['end_user', 'operator', 'admin', 'owner']

const rank = (role: string) => memberRoles.indexOf(role as MemberRole)
const isPlatformAdmin = ({ permissions }: Me) => permissions.includes('platform:manage')

/** The roles that somebody may give: those below their own, and owners may make owners. The server has the last word. */
export const rolesToGive = (me: Me): MemberRole[] =>
  memberRoles.filter((role) => isPlatformAdmin(me) || me.role === 'owner' || rank(me.role) > rank(role))

export const isSelf = (me: Me, member: Member): boolean => me.member?.id === member.id

/** Whether somebody may change a member: those below them; oneself one may only lower, or leave. */
export const mayChange = (me: Me, member: Member): boolean =>
  !isSelf(me, member) &&
  (isPlatformAdmin(me) || (!member.isPlatformAdmin && rank(me.role) > rank(member.role)))

/** The roles that somebody may give to this member, besides the one they have. */
export const rolesFor = (me: Me, member: Member): MemberRole[] =>
  (isSelf(me, member)
    ? memberRoles.filter((role) => rank(role) < rank(member.role))
    : mayChange(me, member)
      ? rolesToGive(me)
      : []
  ).filter((role) => role !== member.role)
