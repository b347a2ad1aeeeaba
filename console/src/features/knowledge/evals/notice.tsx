import { Paper, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import classes from './evals.module.css'

/** Something that somebody should decide about. */
export function Notice({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Paper withBorder radius="md" p="md" mb="md" role="status" className={classes.notice}>
      <Text fw={600} mb={4}>
        {title}
      </Text>
      {children}
    </Paper>
  )
}
