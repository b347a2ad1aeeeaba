import { z } from 'zod'
import { WidgetList, Widget, WidgetRef, CreateWidget, ChangeWidget } from '#contract/shapes/widget.ts'
import { requireAgent } from '#features/agents/index.ts'
import { announceChange, announceEnd } from '#features/access/index.ts'
import { query, command } from '#kernel/use-case.ts'
import { Fault } from '#kernel/fault.ts'
import { toWidget } from './widget.ts'
import {
  listWidgetRows,
  requireWidget,
  insertWidget,
  lockWidget,
  updateWidget,
  removeWidget,
} from './widget-store.ts'
import { canonicalOrigin } from './origins.ts'
import { endUnverifiedSessions } from './visitor-sessions/visitor-session-store.ts'

/** Lists widgets. */
export const listWidgets = query({
  name: 'widget.list',
  permission: 'tenant:manage',
  input: z.strictObject({}),
  output: WidgetList,
  run: async ({ tx }) => ({ items: (await listWidgetRows(tx)).map(toWidget) }),
})

/** Shows how a widget is set up. */
export const readWidget = query({
  name: 'widget.read',
  permission: 'tenant:manage',
  input: WidgetRef,
  output: Widget,
  run: async ({ tx }, { widgetId }) => toWidget(await requireWidget(tx, widgetId)),
})

/** Creates a widget that sites can embed. */
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

/** Changes a widget. When it is switched off, nobody can enter, and open sessions end. */
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
    // Visitors who entered without an identity now need one.
    if (identity === 'required') await endUnverifiedSessions(tx, widgetId)
    const isLeft = before.is_enabled && !row.is_enabled
    if (isLeft || identity === 'required') announceEnd(context, widgetId)
    else announceChange(context, widgetId)
    emit({ type: 'widget.changed', payload: { widgetId, name: row.name, isEnabled: row.is_enabled } })
    return toWidget(row)
  },
})

/** Deletes a widget, which disappears from every page. Its conversations stay in the inbox. */
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
