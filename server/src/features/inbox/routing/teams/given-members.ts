import { findMember, roleOf } from '#features/people/index.ts'
import { Fault, notFound } from '#kernel/fault.ts'
import { reaches } from '#kernel/permissions.ts'
import { storableText } from '#kernel/storable.ts'
import type { QueryContext } from '#kernel/use-case.ts'

interface Given {
  memberId: string
  skills: string[]
  capacity: number | null
}

/**
 * The members given for a team, without duplicates. Throws Fault for one that does not exist or cannot answer people.
 */
export async function givenMembers(
  { tx, scope }: Pick<QueryContext, 'tx' | 'scope'>,
  members: readonly Given[],
): Promise<Given[]> {
  const once = new Map(members.map((member) => [member.memberId, member]))
  for (const { memberId } of once.values()) {
    const member = await findMember(tx, scope.tenantId, memberId)
    if (!member) throw notFound('member')
    if (member.is_suspended || !reaches(roleOf(member), 'operator'))
      throw new Fault('precondition_failed', `${member.name} is not an operator.`, {
        reason: 'no-operator',
      })
  }
  return [...once.values()].map((member) => ({ ...member, skills: distinctSkills(member.skills) }))
}

/** Skills, without duplicates that differ only in case. */
export const distinctSkills = (skills: readonly string[]): string[] => [
  ...new Map(skills.map((skill) => [skill.toLowerCase(), storableText(skill)])).values(),
]
