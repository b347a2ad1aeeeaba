import { WidgetRef, WidgetSecret, Widget } from '#contract/shapes/widget.ts'
import { command } from '#kernel/use-case.ts'
import { toWidget } from '../widget.ts'
import { lockWidget, updateWidget } from '../widget-store.ts'
import { newSecret } from './secret.ts'

/**
 * Replaces the secret with which a site's server signs identities. The previous one stays valid until it is dropped.
 */
export const changeSecret = command({
  name: 'widget.change-secret',
  permission: 'tenant:manage',
  input: WidgetRef,
  output: WidgetSecret,
  secret: true,
  async run({ tx, scope, emit }, { widgetId }) {
    const before = await lockWidget(tx, widgetId)
    const { secret, hashSecret, sealed } = newSecret(scope.app.vault, before)
    const row = await updateWidget(tx, widgetId, {
      sealed_secret: sealed,
      former_secret: before.sealed_secret,
    })
    emit({ type: 'widget.secret-changed', payload: { widgetId, name: row.name } })
    return { widget: toWidget(row), secret, hashSecret }
  },
})

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
