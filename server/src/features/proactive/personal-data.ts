import { sql } from 'kysely'
import type { PersonalData } from '#kernel/personal-data.ts'
import type { Transaction } from '#platform/database/open.ts'
import { showPreferences } from './preferences/preferences.ts'

/** The proactive preferences of visitors, and the messages that followed. */
export const personalPreferences: PersonalData = {
  name: 'proactivePreferences',

  async move({ tx }, fromId, toId) {
    await mergePreferences(tx, fromId, toId)
    await tx
      .updateTable('proactive_checks')
      .set({ person_id: toId })
      .where('person_id', '=', fromId)
      .execute()
    await tx
      .updateTable('scheduled_messages')
      .set({ scheduled_by_id: toId })
      .where('scheduled_by_id', '=', fromId)
      .execute()
  },

  collect: showPreferences,

  async erase({ tx }, visitorId) {
    const { numDeletedRows } = await tx
      .deleteFrom('proactive_preferences')
      .where('person_id', '=', visitorId)
      .executeTakeFirstOrThrow()
    return Number(numDeletedRows)
  },
}

/** The remaining visitor's quiet hours win, if set. Agents write first only if neither has refused. */
async function mergePreferences(tx: Transaction, fromId: string, toId: string): Promise<void> {
  await sql`
    INSERT INTO proactive_preferences (tenant_id, person_id, agrees, time_zone, quiet_from, quiet_to, updated_at)
    SELECT tenant_id, ${toId}::uuid, agrees, time_zone, quiet_from, quiet_to, updated_at
    FROM proactive_preferences WHERE person_id = ${fromId}::uuid
    ON CONFLICT (tenant_id, person_id) DO UPDATE
    SET agrees = proactive_preferences.agrees AND excluded.agrees`.execute(tx)
  await sql`
    INSERT INTO proactive_agent_preferences (tenant_id, person_id, agent_id, agrees)
    SELECT tenant_id, ${toId}::uuid, agent_id, agrees FROM proactive_agent_preferences WHERE person_id = ${fromId}::uuid
    ON CONFLICT (tenant_id, person_id, agent_id) DO UPDATE
    SET agrees = proactive_agent_preferences.agrees AND excluded.agrees`.execute(tx)
  await tx.deleteFrom('proactive_preferences').where('person_id', '=', fromId).execute()
}
