import { Group, Stack, Text } from '@mantine/core'
import type { ComponentProps, ReactNode } from 'react'
import { Empty } from '../look/empty.tsx'
import classes from './settings.module.css'

interface ShelfProps {
  said: { none: string; noneHint: string; intro: string }
  icon: ComponentProps<typeof Empty>['icon']
  /** The button that adds one. */
  add: ReactNode
  isEmpty: boolean
  /** A list item for each thing. */
  children: ReactNode
}

/** What an organisation has of one kind, with what it is for and a way to add to it. */
export function Shelf({ said, icon, add, isEmpty, children }: ShelfProps) {
  if (isEmpty)
    return (
      <Empty icon={icon} title={said.none} hint={said.noneHint}>
        {add}
      </Empty>
    )
  return (
    <Stack>
      <Group justify="space-between">
        <Text c="var(--quiet)" flex="1 1 14rem">
          {said.intro}
        </Text>
        {add}
      </Group>
      <ul className={classes.keys}>{children}</ul>
    </Stack>
  )
}
