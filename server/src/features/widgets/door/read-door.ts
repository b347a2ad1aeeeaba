import { readStep } from '#kernel/step.ts'
import { WidgetDoor, WidgetDoorRef } from '#contract/shapes/widget.ts'
import { entrustedScope, findWidgetPlace } from '#features/access/index.ts'
import { findAgent, findFirstAgent } from '#features/agents/index.ts'
import { isAnybodyThere } from '#features/inbox/handoff/index.ts'
import { flow } from '#kernel/use-case.ts'
import { formsOf, identityOf, appearanceOf } from '../widget.ts'
import { requireWidget } from '../widget-store.ts'

/** Returns a widget's appearance and forms before a session is opened, and whether a person is online. */
export const readDoor = flow({
  name: 'widget.read-door',
  permission: 'public',
  input: WidgetDoorRef,
  output: WidgetDoor,
  async run({ scope }, { key }): Promise<WidgetDoor> {
    const { tenantId, widgetId } = await findWidgetPlace(scope.app, key)
    return showDoor(entrustedScope(scope, tenantId, { kind: 'system', id: null, name: 'widget' }), {
      widgetId,
    })
  },
})

/** The same inside the tenant. */
export const showDoor = readStep(
  async ({ tx, scope }, { widgetId }: { widgetId: string }): Promise<WidgetDoor> => {
    const row = await requireWidget(tx, widgetId)
    const agent = (row.agent_id ? await findAgent(tx, row.agent_id) : null) ?? (await findFirstAgent(tx))
    return {
      appearance: appearanceOf(row),
      forms: formsOf(row),
      identity: identityOf(row),
      allowedOrigins: row.allowed_origins,
      agentName: agent?.name ?? '',
      remembers: agent?.remembers ?? false,
      isAnybodyThere: await isAnybodyThere(tx, scope),
    }
  },
)
