import type { ComponentType } from 'react'
import type { SettingsSection } from '../routing/route.ts'
import type { Words } from '../words/en.ts'
import { ApiKeys } from './api-keys.tsx'
import { Profile } from './profile.tsx'

export interface SettingsEntry {
  section: SettingsSection
  group: 'you' | 'organisation'
  label: (words: Words) => string
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
    label: ({ settings }) => settings.profile,
    permission: 'profile:read',
    Content: Profile,
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
]
