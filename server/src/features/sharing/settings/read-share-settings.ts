import { z } from 'zod'
import { ShareSettings } from '#contract/shapes/share.ts'
import { query } from '#kernel/use-case.ts'
import { isSharingOn } from './settings-store.ts'

/** Shows whether conversations may be shared by links here. */
export const readShareSettings = query({
  name: 'share-settings.read',
  permission: 'conversation:share',
  input: z.strictObject({}),
  output: ShareSettings,
  run: async ({ tx }) => ({ isOn: await isSharingOn(tx) }),
})
