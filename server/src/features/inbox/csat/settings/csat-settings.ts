import { z } from 'zod'
import { CsatSettings, ChangeCsatSettings } from '#contract/shapes/csat.ts'
import { query, command } from '#kernel/use-case.ts'
import { withoutUndefined } from '#kernel/guard.ts'
import { storableJson } from '#kernel/storable.ts'
import { findSettings, putSettings } from './settings-store.ts'

/** Reads whether and how CSAT ratings are requested. */
export const readCsatSettings = query({
  name: 'csat-settings.read',
  permission: 'tenant:manage',
  input: z.strictObject({}),
  output: CsatSettings,
  run: ({ tx }) => findSettings(tx),
})

/** Sets whether, when and with which wording CSAT ratings are requested. */
export const changeCsatSettings = command({
  name: 'csat-settings.change',
  permission: 'tenant:manage',
  input: ChangeCsatSettings,
  output: CsatSettings,
  async run({ tx, scope, emit }, change) {
    const changed = storableJson(withoutUndefined(change)) as Partial<CsatSettings>
    const settings = { ...(await findSettings(tx)), ...changed }
    await putSettings(tx, scope, settings)
    emit({ type: 'csat-settings.changed', payload: { isOn: settings.isOn } })
    return settings
  },
})
