import { Widget, WidgetRef } from '#contract/shapes/widget.ts'
import { query } from '#kernel/use-case.ts'
import { toWidget } from './widget.ts'
import { requireWidget } from './widget-store.ts'

/** Shows how a widget is set up. */
export const readWidget = query({
  name: 'widget.read',
  permission: 'tenant:manage',
  input: WidgetRef,
  output: Widget,
  run: async ({ tx }, { widgetId }) => toWidget(await requireWidget(tx, widgetId)),
})
