import type { Selectable } from 'kysely'
import type { Reader, Transaction } from '#platform/database/open.ts'
import type { Schema } from '#platform/database/schema.ts'
import type { Scope } from '#kernel/scope.ts'
import type { QuietHours } from './quiet-hours.ts'

type PreferenceRow = Selectable<Schema['proactive_preferences']>

/** The preferences of a person who has set none: no agent writes first. */
export const nothingSaid: Pick<PreferenceRow, 'agrees' | 'time_zone' | 'quiet_from' | 'quiet_to'> = {
  agrees: false,
  time_zone: 'UTC',
  quiet_from: 22 * 60,
  quiet_to: 8 * 60,
}

export const findPreferences = async (tx: Reader, personId: string): Promise<PreferenceRow | null> =>
  (await tx
    .selectFrom('proactive_preferences')
    .selectAll()
    .where('person_id', '=', personId)
    .executeTakeFirst()) ?? null

/** The same, locked until the transaction ends: agents that write first to this person take turns here. */
export const lockPreferences = async (tx: Transaction, personId: string): Promise<PreferenceRow | null> =>
  (await tx
    .selectFrom('proactive_preferences')
    .selectAll()
    .where('person_id', '=', personId)
    .forUpdate()
    .executeTakeFirst()) ?? null

export const putPreferences = (
  tx: Transaction,
  scope: Scope,
  personId: string,
  preferences: typeof nothingSaid,
): Promise<PreferenceRow> =>
  tx
    .insertInto('proactive_preferences')
    .values({ tenant_id: scope.tenantId, person_id: personId, ...preferences, updated_at: scope.app.now() })
    .onConflict((on) =>
      on.columns(['tenant_id', 'person_id']).doUpdateSet({ ...preferences, updated_at: scope.app.now() }),
    )
    .returningAll()
    .executeTakeFirstOrThrow()

export const listAgentPreferences = (tx: Reader, personId: string) =>
  tx
    .selectFrom('proactive_agent_preferences')
    .select(['agent_id', 'agrees'])
    .where('person_id', '=', personId)
    .orderBy('agent_id')
    .execute()

/** Sets the preference for one agent; null: the general one applies. */
export async function putAgentPreference(
  tx: Transaction,
  { tenantId }: Scope,
  { personId, agentId, agrees }: { personId: string; agentId: string; agrees: boolean | null },
): Promise<void> {
  if (agrees === null)
    await tx
      .deleteFrom('proactive_agent_preferences')
      .where('person_id', '=', personId)
      .where('agent_id', '=', agentId)
      .execute()
  else
    await tx
      .insertInto('proactive_agent_preferences')
      .values({ tenant_id: tenantId, person_id: personId, agent_id: agentId, agrees })
      .onConflict((on) => on.columns(['tenant_id', 'person_id', 'agent_id']).doUpdateSet({ agrees }))
      .execute()
}

/** Whether a person agrees that an agent writes first, and their quiet hours. */
export interface Consent extends QuietHours {
  readonly agrees: boolean
}

/** The effect of these preferences for one agent. */
export async function consentTo(
  tx: Reader,
  agentId: string,
  personId: string,
  preferences: PreferenceRow | null,
): Promise<Consent> {
  const { agrees, time_zone: timeZone, quiet_from: from, quiet_to: to } = preferences ?? nothingSaid
  const own =
    preferences &&
    (await tx
      .selectFrom('proactive_agent_preferences')
      .select('agrees')
      .where('person_id', '=', personId)
      .where('agent_id', '=', agentId)
      .executeTakeFirst())
  return { agrees: own?.agrees ?? agrees, timeZone, from, to }
}

/** Which of these people agree to be spoken to first by an agent. */
export async function whoAgrees(
  tx: Reader,
  agentId: string,
  personIds: readonly string[],
): Promise<Set<string>> {
  if (personIds.length === 0) return new Set()
  const rows = await tx
    .selectFrom('proactive_preferences')
    .leftJoin('proactive_agent_preferences', (join) =>
      join
        .onRef('proactive_agent_preferences.tenant_id', '=', 'proactive_preferences.tenant_id')
        .onRef('proactive_agent_preferences.person_id', '=', 'proactive_preferences.person_id')
        .on('proactive_agent_preferences.agent_id', '=', agentId),
    )
    .select([
      'proactive_preferences.person_id',
      'proactive_preferences.agrees',
      'proactive_agent_preferences.agrees as agrees_to_agent',
    ])
    .where('proactive_preferences.person_id', 'in', [...new Set(personIds)])
    .execute()
  return new Set(
    rows.flatMap(({ person_id, agrees, agrees_to_agent }) =>
      (agrees_to_agent ?? agrees) ? [person_id] : [],
    ),
  )
}
