import { Widget, WidgetRef } from '#contract/shapes/widget.ts'
import { command } from '#kernel/use-case.ts'
import { toWidget } from '../widget.ts'
import { lockWidget, updateWidget } from '../widget-store.ts'

/** Takes the secret before the present one out of use. */
export const dropFormerSecret = command({
  name: 'widget.drop-former-secret',
  permission: 'tenant:manage',
  input: WidgetRef,
  output: Widget,
  async run({ tx, emit }, { widgetId }) {
    const before = await lockWidget(tx, widgetId)
    if (before.former_secret === null) return toWidget(before)
    const row = await updateWidget(tx, widgetId, { former_secret: null })
    emit({ type: 'widget.secret-changed', payload: { widgetId, name: row.name } })
    return toWidget(row)
  },
})
