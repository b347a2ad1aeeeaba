import { Badge, Button, Group, Stack, Text, Title } from '@mantine/core'
import { useState } from 'react'
import type { CustomTool } from '#contract/shapes/custom-tool.ts'
import { client } from '../../data/console-client.ts'
import { invalidate } from '../../data/cache.ts'
import { removeWithUndo } from '../../ui/removals.ts'
import { BackLink } from '../../ui/back-link.tsx'
import { toast } from '../../ui/toasts.ts'
import { navigate } from '../../routing/location.ts'
import { to } from '../../routing/route.ts'
import classes from '../../ui/settings.module.css'
import { useCustomToolMessages } from '../../messages/custom-tools/custom-tool-messages.ts'
import { faultSentence } from '../../messages/fault-sentence.ts'
import { useMessages } from '../../messages/messages.tsx'
import { EditToolDialog } from './edit-tool-dialog.tsx'
import { TryOperation } from './try-operation.tsx'

/** What a service of one's own offers, and what can be done with it. */
export function ToolDetail({ tool }: { tool: CustomTool }) {
  const t = useMessages()
  const tCustomTools = useCustomToolMessages()
  const [isBusy, setBusy] = useState(false)
  const [isEditing, setEditing] = useState(false)
  const complain = (error: unknown) => toast({ text: faultSentence(error, t), isFailure: true })
  const toggle = async () => {
    setBusy(true)
    await client.customTools.change(tool.id, { isSuspended: !tool.isSuspended }).catch(complain)
    setBusy(false)
    invalidate('custom-tool')
  }
  const remove = () => {
    navigate(to.settings('custom-tools'))
    removeWithUndo({
      id: tool.id,
      message: tCustomTools.removed(tool.name),
      remove: (options) => client.customTools.remove(tool.id, {}, options),
      onFailure: complain,
    })
  }
  return (
    <Stack>
      <BackLink href={to.settings('custom-tools')}>{tCustomTools.back}</BackLink>
      <Group justify="space-between">
        <Group gap="xs">
          <Title order={2} size="h3">
            {tool.name}
          </Title>
          {tool.isSuspended && <Badge color="gray">{tCustomTools.suspended}</Badge>}
        </Group>
        <Group gap="xs">
          <Button size="xs" variant="default" onClick={() => setEditing(true)}>
            {tCustomTools.change}
          </Button>
          <Button size="xs" variant="default" loading={isBusy} onClick={() => void toggle()}>
            {tool.isSuspended ? tCustomTools.resume : tCustomTools.suspend}
          </Button>
          <Button size="xs" variant="light" color="red" onClick={remove}>
            {tCustomTools.remove}
          </Button>
        </Group>
      </Group>
      {tool.description && <Text>{tool.description}</Text>}
      <Text size="sm" c="var(--quiet)" dir="ltr" ta="start" style={{ overflowWrap: 'anywhere' }}>
        {tool.url}
      </Text>
      {tool.authHeader && (
        <Text size="sm" c="var(--quiet)">
          {tCustomTools.shown(tool.authHeader)}
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
          <Text fw={600}>{tCustomTools.skipped}</Text>
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
