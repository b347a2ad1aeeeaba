import { WidgetDoorRef, WidgetRef } from '#contract/shapes/widget.ts'
import { entrustedScope, findWidgetPlace } from '#features/access/index.ts'
import { flow, query } from '#kernel/use-case.ts'
import { requireWidget } from '../widget-store.ts'

/** Which pages may show the widget of a public key in a frame. */
export const readFraming = flow({
  name: 'widget.read-framing',
  permission: 'public',
  input: WidgetDoorRef,
  async run({ scope }, { key }): Promise<string[]> {
    const { tenantId, widgetId } = await findWidgetPlace(scope.app, key)
    return showFraming(entrustedScope(scope, tenantId, { kind: 'system', id: null, name: 'widget' }), {
      widgetId,
    })
  },
})

/** The same inside the tenant. Part of `readFraming`. */
export const showFraming = query({
  name: 'widget.show-framing',
  permission: 'internal',
  input: WidgetRef,
  run: async ({ tx }, { widgetId }) => (await requireWidget(tx, widgetId)).allowed_origins,
})
