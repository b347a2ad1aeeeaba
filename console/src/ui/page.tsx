import { Container, Group, Stack, Text, Title } from '@mantine/core'
import type { ReactNode } from 'react'
import classes from './page.module.css'

interface PageProps {
  title: ReactNode
  intro?: ReactNode
  /** Beside the title: what can be done here. */
  actions?: ReactNode
  /** Above the title: the way back. */
  above?: ReactNode
  size?: number
  children: ReactNode
}

/** A page that scrolls, with its title and actions. */
export function Page({ title, intro, actions, above, size = 860, children }: PageProps) {
  return (
    <div className={classes.scroll}>
      <Container size={size} py="xl" px={{ base: 'md', sm: 'xl' }}>
        {above}
        <Group justify="space-between" align="flex-start" gap="md" mb="lg">
          <Stack gap={4} className={classes.heading}>
            <Title order={1} size="h2">
              {title}
            </Title>
            {intro && <Text c="var(--quiet)">{intro}</Text>}
          </Stack>
          {actions && <Group gap="xs">{actions}</Group>}
        </Group>
        {children}
      </Container>
    </div>
  )
}
