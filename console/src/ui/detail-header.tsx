import { Group, Text, Title } from '@mantine/core'
import type { ReactNode } from 'react'
import { BackLink } from './back-link.tsx'

interface DetailHeaderProps {
  /** Where all of its kind are. */
  up: { href: string; label: string }
  name: string
  badges?: ReactNode
  /** What is reached there: read from left to right in every language, and broken anywhere. */
  address?: string | null | undefined
  /** What else there is to know. */
  children?: ReactNode
}

/** One thing of a list in the settings: the way back, its name and how it does. */
export function DetailHeader({ up, name, badges, address, children }: DetailHeaderProps) {
  return (
    <div>
      <BackLink href={up.href}>{up.label}</BackLink>
      <Group gap="xs">
        <Title order={2} size="h4">
          {name}
        </Title>
        {badges}
      </Group>
      {address && (
        <Text size="sm" dir="ltr" ta="start" style={{ overflowWrap: 'anywhere' }}>
          {address}
        </Text>
      )}
      {children && (
        <Text size="sm" c="var(--quiet)">
          {children}
        </Text>
      )}
    </div>
  )
}
