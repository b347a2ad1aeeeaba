import { z } from 'zod'
import { ShareSettings, ChangeShareSettings } from '#contract/shapes/share.ts'
import { query, command } from '#kernel/use-case.ts'
import { isSharingOn, putSharing } from './settings-store.ts'

/** Shows whether conversations may be shared by links here. */
export const readShareSettings = query({
  name: 'share-settings.read',
  permission: 'conversation:share',
  input: z.strictObject({}),
  output: ShareSettings,
  run: async ({ tx }) => ({ isOn: await isSharingOn(tx) }),
})

/** Allows or forbids sharing by links. While it is forbidden, links that were made before lead nowhere. */
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
