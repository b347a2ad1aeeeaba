import { z } from 'zod'
import { ShareSettings, ChangeShareSettings } from '#contract/shapes/share.ts'
import { query, command } from '#kernel/use-case.ts'
import type { Scope } from '#kernel/scope.ts'
import type { Reader, Transaction } from '#platform/database/open.ts'

/** Shows whether conversations may be shared by links here. */
export const readShareSettings = query({
  name: 'share-settings.read',
  permission: 'conversation:share',
  input: z.strictObject({}),
  output: ShareSettings,
  run: async ({ tx }) => ({ isOn: await isSharingOn(tx) }),
})

/** Allows or forbids sharing by links. While it is forbidden, existing links do not work. */
export const changeShareSettings = command({
  name: 'share-settings.change',
  permission: 'tenant:manage',
  input: ChangeShareSettings,
  output: ShareSettings,
  async run({ tx, scope, emit }, { isOn }) {
    await putSharing(tx, scope, isOn)
    emit({ type: 'share-settings.changed', payload: { isOn } })
    return { isOn }
  },
})

/** Whether conversations of this tenant may be read by links. */
export const isSharingOn = async (tx: Reader): Promise<boolean> =>
  (await tx.selectFrom('share_settings').select('is_on').executeTakeFirst())?.is_on ?? true

const putSharing = async (tx: Transaction, scope: Scope, isOn: boolean) =>
  void (await tx
    .insertInto('share_settings')
    .values({ tenant_id: scope.tenantId, is_on: isOn })
    .onConflict((on) => on.column('tenant_id').doUpdateSet({ is_on: isOn }))
    .execute())
