import type { AgentTeam } from '#contract/shapes/team.ts'
import type { Scope } from '#kernel/scope.ts'
import type { Reader, Transaction } from '#platform/database/open.ts'

const nothingSet: AgentTeam = { teamId: null, skills: [] }

/** The team that an agent hands off to, and the skills that it requires. */
export async function findAgentTeam(tx: Reader, agentId: string | null): Promise<AgentTeam> {
  if (agentId === null) return nothingSet
  const row = await tx
    .selectFrom('agent_teams')
    .selectAll()
    .where('agent_id', '=', agentId)
    .executeTakeFirst()
  return row ? { teamId: row.team_id, skills: row.skills } : nothingSet
}

export async function putAgentTeam(
  tx: Transaction,
  { tenantId }: Scope,
  agentId: string,
  { teamId, skills }: AgentTeam,
): Promise<void> {
  const set = { team_id: teamId, skills: [...skills] }
  await tx
    .insertInto('agent_teams')
    .values({ tenant_id: tenantId, agent_id: agentId, ...set })
    .onConflict((on) => on.columns(['tenant_id', 'agent_id']).doUpdateSet(set))
    .execute()
}
