import { CreateWidget, Widget } from '#contract/shapes/widget.ts'
import { requireAgent } from '#features/agents/index.ts'
import { command } from '#kernel/use-case.ts'
import { canonicalOrigin } from './origins.ts'
import { toWidget } from './widget.ts'
import { insertWidget } from './widget-store.ts'

/** Makes a chat that a site can put on its pages. */
export const createWidget = command({
  name: 'widget.create',
  permission: 'tenant:manage',
  input: CreateWidget,
  output: Widget,
  async run({ tx, scope, emit }, { name, agentId, allowedOrigins, appearance, forms }) {
    if (agentId) await requireAgent(tx, scope, agentId)
    const row = await insertWidget(tx, scope, {
      name,
      agent_id: agentId,
      allowed_origins: [...new Set(allowedOrigins.map(canonicalOrigin))],
      appearance: JSON.stringify(appearance),
      forms: JSON.stringify(forms),
    })
    emit({ type: 'widget.created', payload: { widgetId: row.id, name } })
    return toWidget(row)
  },
})
