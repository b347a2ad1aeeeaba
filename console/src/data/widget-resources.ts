import type { z } from 'zod'
import type { WidgetList } from '#contract/shapes/widget.ts'
import { client } from '../console-client.ts'
import type { Resource } from './cache.ts'

/** The chats that sites show. */
export const widgets: Resource<z.output<typeof WidgetList>> = {
  key: 'widgets',
  load: () => client.widgets.list(),
}
