import { z } from 'zod'
import { WidgetRef } from '#contract/shapes/widget.ts'
import { announceEnd } from '#features/access/index.ts'
import { command } from '#kernel/use-case.ts'
import { lockWidget, removeWidget } from './widget-store.ts'

/** Removes a widget from every page that shows it. What was said in it stays in the inbox. */
export const deleteWidget = command({
  name: 'widget.delete',
  permission: 'tenant:manage',
  input: WidgetRef,
  output: z.null(),
  async run(context, { widgetId }) {
    const { name } = await lockWidget(context.tx, widgetId)
    await removeWidget(context.tx, widgetId)
    announceEnd(context, widgetId)
    context.emit({ type: 'widget.deleted', payload: { widgetId, name } })
    return null
  },
})
