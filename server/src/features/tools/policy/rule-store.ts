import { uuidv7 } from 'uuidv7'
import type { ToolPolicy, ToolRule } from '#contract/shapes/tool-consent.ts'
import type { Scope } from '#kernel/scope.ts'
import type { Reader, Transaction } from '#platform/database/open.ts'

const DAYS = 7

/** The rules of the tenant, or of one of its agents alone. */
export const findRules = async (tx: Reader, agentId: string | null): Promise<ToolRule[]> =>
  (
    await tx
      .selectFrom('tool_rules')
      .selectAll()
      .where('agent_id', agentId === null ? 'is' : '=', agentId)
      .orderBy('position')
      .execute()
  ).map(toRule)

/** All rules for an agent: the tenant's and its own. Null for an agent that is not stored. */
export const rulesFor = async (tx: Reader, agentId: string | null): Promise<ToolRule[]> =>
  (
    await tx
      .selectFrom('tool_rules')
      .selectAll()
      .where((eb) => eb.or([eb('agent_id', 'is', null), eb('agent_id', '=', agentId)]))
      .execute()
  ).map(toRule)

/** Sets rules in the place of those that there were. */
export async function replaceRules(
  tx: Transaction,
  scope: Scope,
  agentId: string | null,
  rules: readonly ToolRule[],
): Promise<void> {
  await tx
    .deleteFrom('tool_rules')
    .where('agent_id', agentId === null ? 'is' : '=', agentId)
    .execute()
  if (rules.length === 0) return
  await tx
    .insertInto('tool_rules')
    .values(
      rules.map(({ pattern, verdict, allowTainted, personMayDecide }, position) => ({
        tenant_id: scope.tenantId,
        id: uuidv7(),
        agent_id: agentId,
        position,
        pattern,
        verdict,
        allows_tainted: allowTainted,
        person_may_decide: personMayDecide,
      })),
    )
    .execute()
}

/** How many days consent is waited for, and to which hosts links stay live. */
export async function findToolSettings(tx: Reader): Promise<Omit<ToolPolicy, 'rules'>> {
  const row = await tx.selectFrom('tool_settings').select(['approval_days', 'live_hosts']).executeTakeFirst()
  return { approvalDays: row?.approval_days ?? DAYS, liveHosts: row?.live_hosts ?? [] }
}

export async function putToolSettings(
  tx: Transaction,
  { tenantId }: Scope,
  { approvalDays, liveHosts }: { approvalDays?: number | undefined; liveHosts?: string[] | undefined },
): Promise<void> {
  const given = {
    ...(approvalDays !== undefined && { approval_days: approvalDays }),
    ...(liveHosts !== undefined && { live_hosts: [...new Set(liveHosts)] }),
  }
  if (Object.keys(given).length === 0) return
  await tx
    .insertInto('tool_settings')
    .values({ tenant_id: tenantId, ...given })
    .onConflict((on) => on.column('tenant_id').doUpdateSet(given))
    .execute()
}

export const findPolicy = async (tx: Reader): Promise<ToolPolicy> => ({
  rules: await findRules(tx, null),
  ...(await findToolSettings(tx)),
})

const toRule = (row: {
  pattern: string
  verdict: string
  allows_tainted: boolean
  person_may_decide: boolean
}): ToolRule => ({
  pattern: row.pattern,
  verdict: row.verdict as ToolRule['verdict'],
  allowTainted: row.allows_tainted,
  personMayDecide: row.person_may_decide,
})
