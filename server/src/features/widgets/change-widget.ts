import { ChangeWidget, Widget } from '#contract/shapes/widget.ts'
import { announceChange, announceEnd } from '#features/access/index.ts'
import { requireAgent } from '#features/agents/index.ts'
import { Fault } from '#kernel/fault.ts'
import { command } from '#kernel/use-case.ts'
import { canonicalOrigin } from './origins.ts'
import { endUnverifiedSessions } from './visitor-sessions/visitor-session-store.ts'
import { toWidget } from './widget.ts'
import { lockWidget, updateWidget } from './widget-store.ts'

/** Changes what is given of a widget. Switched off, it lets nobody in, and whoever is in has to leave. */
export const changeWidget = command({
  name: 'widget.change',
  permission: 'tenant:manage',
  input: ChangeWidget,
  output: Widget,
  async run(context, { widgetId, name, agentId, isEnabled, allowedOrigins, appearance, forms, identity }) {
    const { tx, scope, emit } = context
    const before = await lockWidget(tx, widgetId)
    if (agentId) await requireAgent(tx, scope, agentId)
    if (identity && identity !== 'off' && before.sealed_secret === null)
      throw new Fault(
        'precondition_failed',
        'Create a secret first: your server needs it to sign identities.',
      )
    const row = await updateWidget(tx, widgetId, {
      ...(name !== undefined && { name }),
      ...(agentId !== undefined && { agent_id: agentId }),
      ...(isEnabled !== undefined && { is_enabled: isEnabled }),
      ...(allowedOrigins && { allowed_origins: [...new Set(allowedOrigins.map(canonicalOrigin))] }),
      ...(appearance && { appearance: JSON.stringify(appearance) }),
      ...(forms && { forms: JSON.stringify(forms) }),
      ...(identity && { identity }),
    })
    // Whoever came in without an identity has to bring one now.
    if (identity === 'required') await endUnverifiedSessions(tx, widgetId)
    const isLeft = before.is_enabled && !row.is_enabled
    if (isLeft || identity === 'required') announceEnd(context, widgetId)
    else announceChange(context, widgetId)
    emit({ type: 'widget.changed', payload: { widgetId, name: row.name, isEnabled: row.is_enabled } })
    return toWidget(row)
  },
})
