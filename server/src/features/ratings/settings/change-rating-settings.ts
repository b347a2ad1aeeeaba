import { ChangeRatingSettings, RatingSettings } from '#contract/shapes/rating.ts'
import { withoutUndefined } from '#kernel/guard.ts'
import { storableJson } from '#kernel/storable.ts'
import { command } from '#kernel/use-case.ts'
import { findSettings, putSettings } from './settings-store.ts'

/** Sets whether, when and with which words people are asked how a conversation went. */
export const changeRatingSettings = command({
  name: 'rating-settings.change',
  permission: 'tenant:manage',
  input: ChangeRatingSettings,
  output: RatingSettings,
  async run({ tx, scope, emit }, change) {
    const changed = storableJson(withoutUndefined(change)) as Partial<RatingSettings>
    const settings = { ...(await findSettings(tx)), ...changed }
    await putSettings(tx, scope, settings)
    emit({ type: 'rating-settings.changed', payload: { isOn: settings.isOn } })
    return settings
  },
})
