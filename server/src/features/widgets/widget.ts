import type { Selectable } from 'kysely'
import { type Widget, WidgetForms, type WidgetIdentity, WidgetAppearance } from '#contract/shapes/widget.ts'
import type { Schema } from '#platform/database/schema.ts'

export type WidgetRow = Selectable<Schema['widgets']>

export const appearanceOf = (row: Pick<WidgetRow, 'appearance'>): WidgetAppearance =>
  WidgetAppearance.parse(row.appearance)

export const formsOf = (row: Pick<WidgetRow, 'forms'>): WidgetForms => WidgetForms.parse(row.forms)

export const identityOf = (row: Pick<WidgetRow, 'identity'>): WidgetIdentity => row.identity as WidgetIdentity

export const toWidget = (row: WidgetRow): Widget => ({
  id: row.id,
  key: row.public_key,
  name: row.name,
  agentId: row.agent_id,
  isEnabled: row.is_enabled,
  allowedOrigins: row.allowed_origins,
  appearance: appearanceOf(row),
  forms: formsOf(row),
  identity: identityOf(row),
  canIdentify: row.sealed_secret !== null,
  hasFormer: row.former_secret !== null,
  createdAt: row.created_at.toISOString(),
  updatedAt: row.updated_at.toISOString(),
})
