import type { Selectable } from 'kysely'
import type { Scope } from '#kernel/scope.ts'
import type { Reader, Transaction } from '#platform/database/open.ts'
import type { Schema } from '#platform/database/schema.ts'

export type TeamMemberRow = Selectable<Schema['team_members']>

/** Who is in which team. */
export const findTeamMembers = (tx: Reader): Promise<TeamMemberRow[]> =>
  tx.selectFrom('team_members').selectAll().orderBy('team_id').orderBy('member_id').execute()

interface Given {
  readonly memberId: string
  readonly skills: readonly string[]
  readonly capacity: number | null
}

/** Sets the members of a locked team. Existing members keep their turn; new ones are next. */
export async function putTeamMembers(
  tx: Transaction,
  { tenantId }: Scope,
  teamId: string,
  members: readonly Given[],
): Promise<void> {
  const ids = members.map(({ memberId }) => memberId)
  await tx
    .deleteFrom('team_members')
    .where('team_id', '=', teamId)
    .$if(ids.length > 0, (gone) => gone.where('member_id', 'not in', ids))
    .execute()
  if (members.length === 0) return
  await tx
    .insertInto('team_members')
    .values(
      members.map(({ memberId, skills, capacity }) => ({
        tenant_id: tenantId,
        team_id: teamId,
        member_id: memberId,
        skills: [...skills],
        capacity,
      })),
    )
    .onConflict((on) =>
      on.columns(['tenant_id', 'team_id', 'member_id']).doUpdateSet((eb) => ({
        skills: eb.ref('excluded.skills'),
        capacity: eb.ref('excluded.capacity'),
      })),
    )
    .execute()
}

/** The IDs of a team's members. */
export const findIdsInTeam = async (tx: Reader, teamId: string): Promise<string[]> =>
  (await tx.selectFrom('team_members').select('member_id').where('team_id', '=', teamId).execute()).map(
    ({ member_id }) => member_id,
  )
