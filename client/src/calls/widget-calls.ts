import type { z } from 'zod'
import type { ChangeWidget, CreateWidget, Widget, WidgetList, WidgetSecret } from '#contract/shapes/widget.ts'
import { path, type Transport } from '../transport.ts'

/** Chats that sites show on their pages. */
export const widgetCalls = ({ call }: Transport) => ({
  list: () => call<z.output<typeof WidgetList>>('GET', '/v1/widgets'),
  create: (body: z.input<typeof CreateWidget>) => call<Widget>('POST', '/v1/widgets', { body }),
  read: (widgetId: string) => call<Widget>('GET', path`/v1/widgets/${widgetId}`),
  change: (widgetId: string, body: Omit<z.input<typeof ChangeWidget>, 'widgetId'>) =>
    call<Widget>('PATCH', path`/v1/widgets/${widgetId}`, { body }),
  remove: (widgetId: string, options: { keepalive?: boolean } = {}) =>
    call<void>('DELETE', path`/v1/widgets/${widgetId}`, options),
  /** Makes the secret that identities are signed with; the one before it stays good until it is dropped. */
  changeSecret: (widgetId: string) =>
    call<WidgetSecret>('POST', path`/v1/widgets/${widgetId}/secret`, { body: {} }),
  dropFormerSecret: (widgetId: string) => call<Widget>('DELETE', path`/v1/widgets/${widgetId}/former-secret`),
})
