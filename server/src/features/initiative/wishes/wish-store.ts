import type { Selectable } from 'kysely'
import type { Reader, Transaction } from '#platform/database/open.ts'
import type { Schema } from '#platform/database/schema.ts'
import type { Scope } from '#kernel/scope.ts'
import type { QuietHours } from './quiet-hours.ts'

type WishRow = Selectable<Schema['initiative_wishes']>

/** What a person wants where they have said nothing: that nobody speaks first. */
export const nothingSaid: Pick<WishRow, 'agrees' | 'time_zone' | 'quiet_from' | 'quiet_to'> = {
  agrees: false,
  time_zone: 'UTC',
  quiet_from: 22 * 60,
  quiet_to: 8 * 60,
}

export const findWishes = async (tx: Reader, personId: string): Promise<WishRow | null> =>
  (await tx
    .selectFrom('initiative_wishes')
    .selectAll()
    .where('person_id', '=', personId)
    .executeTakeFirst()) ?? null

/** The same, locked until the transaction ends: whoever speaks first to this person takes turns here. */
export const lockWishes = async (tx: Transaction, personId: string): Promise<WishRow | null> =>
  (await tx
    .selectFrom('initiative_wishes')
    .selectAll()
    .where('person_id', '=', personId)
    .forUpdate()
    .executeTakeFirst()) ?? null

export const putWishes = (
  tx: Transaction,
  scope: Scope,
  personId: string,
  wishes: typeof nothingSaid,
): Promise<WishRow> =>
  tx
    .insertInto('initiative_wishes')
    .values({ tenant_id: scope.tenantId, person_id: personId, ...wishes, updated_at: scope.app.now() })
    .onConflict((on) =>
      on.columns(['tenant_id', 'person_id']).doUpdateSet({ ...wishes, updated_at: scope.app.now() }),
    )
    .returningAll()
    .executeTakeFirstOrThrow()

export const listAgentWishes = (tx: Reader, personId: string) =>
  tx
    .selectFrom('agent_wishes')
    .select(['agent_id', 'agrees'])
    .where('person_id', '=', personId)
    .orderBy('agent_id')
    .execute()

/** Sets what a person wants of one agent; null: as of all the others. */
export async function putAgentWish(
  tx: Transaction,
  { tenantId }: Scope,
  { personId, agentId, agrees }: { personId: string; agentId: string; agrees: boolean | null },
): Promise<void> {
  if (agrees === null)
    await tx
      .deleteFrom('agent_wishes')
      .where('person_id', '=', personId)
      .where('agent_id', '=', agentId)
      .execute()
  else
    await tx
      .insertInto('agent_wishes')
      .values({ tenant_id: tenantId, person_id: personId, agent_id: agentId, agrees })
      .onConflict((on) => on.columns(['tenant_id', 'person_id', 'agent_id']).doUpdateSet({ agrees }))
      .execute()
}

/** Whether a person agrees to be spoken to first by an agent, and when not. */
export interface Consent extends QuietHours {
  readonly agrees: boolean
}

/** What these wishes come to for one agent. */
export async function consentTo(
  tx: Reader,
  agentId: string,
  personId: string,
  wishes: WishRow | null,
): Promise<Consent> {
  const { agrees, time_zone: timeZone, quiet_from: from, quiet_to: to } = wishes ?? nothingSaid
  const own =
    wishes &&
    (await tx
      .selectFrom('agent_wishes')
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
    .selectFrom('initiative_wishes')
    .leftJoin('agent_wishes', (join) =>
      join
        .onRef('agent_wishes.tenant_id', '=', 'initiative_wishes.tenant_id')
        .onRef('agent_wishes.person_id', '=', 'initiative_wishes.person_id')
        .on('agent_wishes.agent_id', '=', agentId),
    )
    .select([
      'initiative_wishes.person_id',
      'initiative_wishes.agrees',
      'agent_wishes.agrees as agrees_to_agent',
    ])
    .where('initiative_wishes.person_id', 'in', [...new Set(personIds)])
    .execute()
  return new Set(
    rows.flatMap(({ person_id, agrees, agrees_to_agent }) =>
      (agrees_to_agent ?? agrees) ? [person_id] : [],
    ),
  )
}
