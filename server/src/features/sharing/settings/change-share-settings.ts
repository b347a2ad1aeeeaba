import { ChangeShareSettings, ShareSettings } from '#contract/shapes/share.ts'
import { command } from '#kernel/use-case.ts'
import { putSharing } from './settings-store.ts'

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
