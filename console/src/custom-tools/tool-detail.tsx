import { Badge, Button, Group, Stack, Text, Title } from '@mantine/core'
import { useState } from 'react'
import type { CustomTool } from '#contract/shapes/custom-tool.ts'
import { client } from '../console-client.ts'
import { refresh } from '../data/cache.ts'
import { removeWithUndo } from '../data/removals.ts'
import { BackLink } from '../look/back-link.tsx'
import { toast } from '../look/toasts.ts'
import { navigate } from '../routing/location.ts'
import { to } from '../routing/route.ts'
import classes from '../settings/settings.module.css'
import { useCustomToolWords } from '../words/custom-tools/custom-tool-words.ts'
import { faultSentence } from '../words/fault-sentence.ts'
import { useWords } from '../words/words.tsx'
import { EditToolDialog } from './edit-tool-dialog.tsx'
import { TryOperation } from './try-operation.tsx'

/** What a service of one's own offers, and what can be done with it. */
export function ToolDetail({ tool }: { tool: CustomTool }) {
  const words = useWords()
  const said = useCustomToolWords()
  const [isBusy, setBusy] = useState(false)
  const [isEditing, setEditing] = useState(false)
  const complain = (error: unknown) => toast({ text: faultSentence(error, words), isFailure: true })
  const toggle = async () => {
    setBusy(true)
    await client.customTools.change(tool.id, { isSuspended: !tool.isSuspended }).catch(complain)
    setBusy(false)
    refresh('custom-tools')
    refresh('tools')
  }
  const remove = () => {
    navigate(to.settings('custom-tools'))
    removeWithUndo({
      id: tool.id,
      said: said.removed(tool.name),
      remove: (options) => client.customTools.remove(tool.id, options),
      onFailure: complain,
    })
  }
  return (
    <Stack>
      <BackLink href={to.settings('custom-tools')}>{said.back}</BackLink>
      <Group justify="space-between">
        <Group gap="xs">
          <Title order={2} size="h3">
            {tool.name}
          </Title>
          {tool.isSuspended && <Badge color="gray">{said.suspended}</Badge>}
        </Group>
        <Group gap="xs">
          <Button size="xs" variant="default" onClick={() => setEditing(true)}>
            {said.change}
          </Button>
          <Button size="xs" variant="default" loading={isBusy} onClick={() => void toggle()}>
            {tool.isSuspended ? said.resume : said.suspend}
          </Button>
          <Button size="xs" variant="light" color="red" onClick={remove}>
            {said.remove}
          </Button>
        </Group>
      </Group>
      {tool.description && <Text>{tool.description}</Text>}
      <Text size="sm" c="var(--quiet)" dir="ltr" ta="start" style={{ overflowWrap: 'anywhere' }}>
        {tool.url}
      </Text>
      {tool.authHeader && (
        <Text size="sm" c="var(--quiet)">
          {said.shown(tool.authHeader)}
        </Text>
      )}
      <ul className={classes.keys}>
        {tool.operations.map((operation) => (
          <li key={`${tool.updatedAt} ${operation.name}`} className={classes.key}>
            <TryOperation tool={tool} operation={operation} />
          </li>
        ))}
      </ul>
      <EditToolDialog tool={tool} isOpen={isEditing} onClose={() => setEditing(false)} />
      {tool.skipped.length > 0 && (
        <>
          <Text fw={600}>{said.skipped}</Text>
          {tool.skipped.map(({ operation, why }) => (
            <Text key={operation} size="sm" c="var(--quiet)" style={{ overflowWrap: 'anywhere' }}>
              <code>{operation}</code>: {why}
            </Text>
          ))}
        </>
      )}
    </Stack>
  )
}
