import { Stack, Text, ThemeIcon, Title } from '@mantine/core'
import type { ComponentType, ReactNode } from 'react'
import type { IconProps } from './icons.tsx'

interface EmptyStateProps {
  icon: ComponentType<IconProps>
  title: string
  /** What to do next. */
  hint: string
  /** Whether it is all that the view shows, and so gives the view its heading. */
  isWhole?: boolean
  children?: ReactNode
}

/** Shown while a list is empty: says so, and what to do next. */
export function EmptyState({ icon: Icon, title, hint, isWhole = false, children }: EmptyStateProps) {
  return (
    <Stack align="center" gap="xs" py="xl" px="md" ta="center">
      <ThemeIcon variant="light" size={52} radius="xl">
        <Icon size={26} />
      </ThemeIcon>
      <Title order={isWhole ? 1 : 2} size="h4" mt="xs">
        {title}
      </Title>
      <Text c="var(--quiet)" size="sm" maw={380}>
        {hint}
      </Text>
      {children && <Stack mt="sm">{children}</Stack>}
    </Stack>
  )
}
