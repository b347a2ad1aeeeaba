import { Stack, Text, Title, VisuallyHidden } from '@mantine/core'
import type { AgentDiff } from '#contract/shapes/agent-version.ts'
import { useMessages } from '../../../messages/messages.tsx'
import { useFieldMessages } from './field-messages.ts'
import { LineDiff } from './line-diff.tsx'
import classes from './versions.module.css'

/** What differs between two versions, field by field. */
export function DiffView({ diff }: { diff: AgentDiff }) {
  const { agents } = useMessages()
  const { nameOf, told } = useFieldMessages(diff.knowledgeBaseNames)
  if (diff.fields.length === 0)
    return (
      <Text size="sm" c="var(--quiet)">
        {agents.noDifference}
      </Text>
    )
  return (
    <Stack gap="md">
      {diff.fields.map(({ field, before, after, lines }) => (
        <section key={field} aria-label={nameOf(field)}>
          <Title order={3} size="h6" mb={4}>
            {nameOf(field)}
          </Title>
          {lines ? (
            <LineDiff lines={lines} />
          ) : (
            <Text size="sm" component="div" className={classes.values}>
              <del className={classes.removed}>
                <VisuallyHidden>{agents.wasBefore} </VisuallyHidden>
                <bdi>{told(field, before)}</bdi>
              </del>
              <span aria-hidden="true"> → </span>
              <ins className={classes.added}>
                <VisuallyHidden>{agents.isAfter} </VisuallyHidden>
                <bdi>{told(field, after)}</bdi>
              </ins>
            </Text>
          )}
        </section>
      ))}
    </Stack>
  )
}
