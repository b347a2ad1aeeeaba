import { type ComponentType, lazy } from 'react'
import type { SettingsSection } from '../../routing/route.ts'
import type { Messages } from '../../messages/en.ts'
import { Account } from './account/account.tsx'
import { JobsPage } from '../jobs/jobs-page.tsx'
import { PreferencesPage } from '../proactive/preferences-page.tsx'
import { MemoryPage } from '../memory/memory-page.tsx'
import { ModelsPage } from '../models/models-page.tsx'
import { UsagePage } from '../usage/usage-page.tsx'
import { TeamsPage } from '../teams/teams-page.tsx'
import { ApiKeys } from './api-keys.tsx'
import { AuditPage } from './audit/audit-page.tsx'
import { MembersPage } from './members/members-page.tsx'
import { TenantsPage } from './tenants/tenants-page.tsx'
import { Organisation } from './organisation.tsx'

const WebhooksPage = lazy(async () => ({
  default: (await import('../webhooks/webhooks-page.tsx')).WebhooksPage,
}))
const ToolsPage = lazy(async () => ({ default: (await import('../tools/tools-page.tsx')).ToolsPage }))
const ChannelsPage = lazy(async () => ({
  default: (await import('../channels/channels-page.tsx')).ChannelsPage,
}))
const WidgetsPage = lazy(async () => ({ default: (await import('../widgets/widgets-page.tsx')).WidgetsPage }))
const CustomToolsPage = lazy(async () => ({
  default: (await import('../custom-tools/custom-tools-page.tsx')).CustomToolsPage,
}))
const CannedPage = lazy(async () => ({ default: (await import('./canned/canned-page.tsx')).CannedPage }))

const BudgetsPage = lazy(async () => ({ default: (await import('../budgets/budgets-page.tsx')).BudgetsPage }))

const SharesPage = lazy(async () => ({ default: (await import('../sharing/shares-page.tsx')).SharesPage }))

export interface SettingsEntry {
  section: SettingsSection
  group: 'you' | 'organisation' | 'server'
  label: (t: Messages) => string
  /** Who may not do this does not see the section. */
  permission: string
  Content: ComponentType
  /** How wide it gets, in pixels. */
  width: number
}

/** What there is to set, in the order of the list at the side. */
export const settingsEntries: readonly SettingsEntry[] = [
  {
    section: 'profile',
    group: 'you',
    label: ({ people }) => people.account,
    permission: 'profile:read',
    Content: Account,
    width: 720,
  },
  {
    section: 'memory',
    group: 'you',
    label: ({ memory }) => memory.title,
    permission: 'memory:read',
    Content: MemoryPage,
    width: 860,
  },
  {
    section: 'proactive',
    group: 'you',
    label: ({ proactive }) => proactive.title,
    permission: 'conversation:write',
    Content: PreferencesPage,
    width: 720,
  },
  {
    section: 'links',
    group: 'you',
    label: ({ settings }) => settings.links,
    permission: 'conversation:share',
    Content: SharesPage,
    width: 720,
  },
  {
    section: 'api-keys',
    group: 'you',
    label: ({ settings }) => settings.apiKeys,
    permission: 'api-key:manage',
    Content: ApiKeys,
    width: 720,
  },
  {
    section: 'organisation',
    group: 'organisation',
    label: ({ people }) => people.organisation,
    permission: 'tenant:manage',
    Content: Organisation,
    width: 720,
  },
  {
    section: 'widgets',
    group: 'organisation',
    label: ({ settings }) => settings.widgets,
    permission: 'tenant:manage',
    Content: WidgetsPage,
    width: 1120,
  },
  {
    section: 'members',
    group: 'organisation',
    label: ({ people }) => people.members,
    permission: 'member:read',
    Content: MembersPage,
    width: 860,
  },
  {
    section: 'teams',
    group: 'organisation',
    label: ({ settings }) => settings.teams,
    permission: 'inbox:read',
    Content: TeamsPage,
    width: 860,
  },
  {
    section: 'canned',
    group: 'organisation',
    label: ({ settings }) => settings.canned,
    permission: 'inbox:manage',
    Content: CannedPage,
    width: 860,
  },
  {
    section: 'audit-log',
    group: 'organisation',
    label: ({ settings }) => settings.auditLog,
    permission: 'audit:read',
    Content: AuditPage,
    width: 960,
  },
  {
    section: 'jobs',
    group: 'organisation',
    label: ({ jobs }) => jobs.title,
    permission: 'job:manage',
    Content: JobsPage,
    width: 860,
  },
  {
    section: 'models',
    group: 'organisation',
    label: ({ models }) => models.title,
    permission: 'model:manage',
    Content: ModelsPage,
    width: 860,
  },
  {
    section: 'tools',
    group: 'organisation',
    label: ({ agents }) => agents.tools,
    permission: 'tool:use',
    Content: ToolsPage,
    width: 860,
  },
  {
    section: 'custom-tools',
    group: 'organisation',
    label: ({ settings }) => settings.customTools,
    permission: 'tool:manage',
    Content: CustomToolsPage,
    width: 860,
  },
  {
    section: 'usage',
    group: 'organisation',
    label: ({ usage }) => usage.title,
    permission: 'usage:read',
    Content: UsagePage,
    width: 1000,
  },
  {
    section: 'budgets',
    group: 'organisation',
    label: ({ settings }) => settings.budgets,
    permission: 'budget:manage',
    Content: BudgetsPage,
    width: 860,
  },
  {
    section: 'webhooks',
    group: 'organisation',
    label: () => 'Webhooks',
    permission: 'webhook:manage',
    Content: WebhooksPage,
    width: 860,
  },
  {
    section: 'channels',
    group: 'organisation',
    label: ({ settings }) => settings.channels,
    permission: 'channel:manage',
    Content: ChannelsPage,
    width: 860,
  },
  {
    section: 'tenants',
    group: 'server',
    label: ({ tenants }) => tenants.title,
    permission: 'platform:manage',
    Content: TenantsPage,
    width: 860,
  },
]
