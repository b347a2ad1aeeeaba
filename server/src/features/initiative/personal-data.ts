import { sql } from 'kysely'
import type { PersonalData } from '#kernel/personal-data.ts'
import type { Transaction } from '#platform/database/open.ts'
import { showWishes } from './wishes/show-wishes.ts'

/** What visitors want of agents that speak first, and what came of it. */
export const personalWishes: PersonalData = {
  name: 'wishes',

  async move({ tx }, fromId, toId) {
    await mergeWishes(tx, fromId, toId)
    await tx.updateTable('look_decisions').set({ person_id: toId }).where('person_id', '=', fromId).execute()
    await tx
      .updateTable('planned_messages')
      .set({ planner_id: toId })
      .where('planner_id', '=', fromId)
      .execute()
  },

  collect: showWishes,

  async erase({ tx }, visitorId) {
    const { numDeletedRows } = await tx
      .deleteFrom('initiative_wishes')
      .where('person_id', '=', visitorId)
      .executeTakeFirstOrThrow()
    return Number(numDeletedRows)
  },
}

/** Quiet hours are those of who stays, where they have some. Agents speak first where neither has refused it. */
async function mergeWishes(tx: Transaction, fromId: string, toId: string): Promise<void> {
  await sql`
    INSERT INTO initiative_wishes (tenant_id, person_id, agrees, time_zone, quiet_from, quiet_to, updated_at)
    SELECT tenant_id, ${toId}::uuid, agrees, time_zone, quiet_from, quiet_to, updated_at
    FROM initiative_wishes WHERE person_id = ${fromId}::uuid
    ON CONFLICT (tenant_id, person_id) DO UPDATE
    SET agrees = initiative_wishes.agrees AND excluded.agrees`.execute(tx)
  await sql`
    INSERT INTO agent_wishes (tenant_id, person_id, agent_id, agrees)
    SELECT tenant_id, ${toId}::uuid, agent_id, agrees FROM agent_wishes WHERE person_id = ${fromId}::uuid
    ON CONFLICT (tenant_id, person_id, agent_id) DO UPDATE
    SET agrees = agent_wishes.agrees AND excluded.agrees`.execute(tx)
  await tx.deleteFrom('initiative_wishes').where('person_id', '=', fromId).execute()
}
