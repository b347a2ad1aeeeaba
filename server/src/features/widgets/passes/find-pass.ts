import type { Reader } from '#platform/database/open.ts'
import type { Pass, Passes } from '#kernel/pass.ts'
import { isAllowedAt } from '../origins.ts'
import { findWidgetOfKey } from '../widget-store.ts'

/** A pass opens nothing where its widget is switched off, or asks for an identity that it does not prove. */
const usable = (tx: Reader) =>
  tx
    .selectFrom('widget_passes')
    .innerJoin('widgets', (join) =>
      join
        .onRef('widgets.tenant_id', '=', 'widget_passes.tenant_id')
        .onRef('widgets.id', '=', 'widget_passes.widget_id'),
    )
    .select([
      'widget_passes.tenant_id as tenantId',
      'widget_passes.id as id',
      'widget_passes.visitor_id as visitorId',
      'widget_passes.is_verified as isVerified',
      'widget_passes.expires_at as expiresAt',
      'widgets.id as widgetId',
      'widgets.agent_id as agentId',
      'widgets.allowed_origins as origins',
    ])
    .where('widgets.is_enabled', '=', true)
    .where((eb) =>
      eb.or([eb('widget_passes.is_verified', '=', true), eb('widgets.identity', '!=', 'required')]),
    )

type Found = Awaited<ReturnType<ReturnType<typeof usable>['executeTakeFirst']>>

const toPass = (found: Found): Pass | null => {
  if (!found) return null
  const { origins, ...pass } = found
  return { ...pass, isAllowedAt: (origin) => isAllowedAt(origin, origins) }
}

/** Passes, for what lets people in. */
export const passes: Passes = {
  find: async (tx, tokenHash) =>
    toPass(await usable(tx).where('widget_passes.token_hash', '=', tokenHash).executeTakeFirst()),
  findAgain: async (tx, tenantId, id) =>
    toPass(
      await usable(tx)
        .where('widget_passes.tenant_id', '=', tenantId)
        .where('widget_passes.id', '=', id)
        .executeTakeFirst(),
    ),
  async findPlace(tx, publicKey) {
    const row = await findWidgetOfKey(tx, publicKey)
    return row?.is_enabled ? { tenantId: row.tenant_id, widgetId: row.id } : null
  },
}
