import { Group, Stack, Text } from '@mantine/core'
import type { ComponentProps, ReactNode } from 'react'
import { EmptyState } from './empty-state.tsx'
import classes from './settings.module.css'

interface SettingsListProps {
  t: { none: string; noneHint: string; intro: string }
  icon: ComponentProps<typeof EmptyState>['icon']
  /** The button that adds one. */
  add: ReactNode
  isEmpty: boolean
  /** A list item for each thing. */
  children: ReactNode
}

/** A list in the settings, with an introduction and a button to add an entry. */
export function SettingsList({ t, icon, add, isEmpty, children }: SettingsListProps) {
  if (isEmpty)
    return (
      <EmptyState icon={icon} title={t.none} hint={t.noneHint}>
        {add}
      </EmptyState>
    )
  return (
    <Stack>
      <Group justify="space-between">
        <Text c="var(--quiet)" flex="1 1 14rem">
          {t.intro}
        </Text>
        {add}
      </Group>
      <ul className={classes.keys}>{children}</ul>
    </Stack>
  )
}
