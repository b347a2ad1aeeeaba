import { z } from 'zod'
import { WidgetList } from '#contract/shapes/widget.ts'
import { query } from '#kernel/use-case.ts'
import { toWidget } from './widget.ts'
import { listWidgetRows } from './widget-store.ts'

/** Lists the chats that sites put on their pages. */
export const listWidgets = query({
  name: 'widget.list',
  permission: 'tenant:manage',
  input: z.strictObject({}),
  output: WidgetList,
  run: async ({ tx }) => ({ items: (await listWidgetRows(tx)).map(toWidget) }),
})
