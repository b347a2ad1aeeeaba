import type { Reader, Transaction } from '#platform/database/open.ts'
import type { Scope } from '#kernel/scope.ts'

/** Whether conversations of this tenant may be read by links. */
export const isSharingOn = async (tx: Reader): Promise<boolean> =>
  (await tx.selectFrom('share_settings').select('is_on').executeTakeFirst())?.is_on ?? true

export const putSharing = async (tx: Transaction, scope: Scope, isOn: boolean) =>
  void (await tx
    .insertInto('share_settings')
    .values({ tenant_id: scope.tenantId, is_on: isOn })
    .onConflict((on) => on.column('tenant_id').doUpdateSet({ is_on: isOn }))
    .execute())
