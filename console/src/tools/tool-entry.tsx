import { Badge, Button, Group, Text } from '@mantine/core'
import type { ServerTool } from '#contract/shapes/tool-server.ts'
import { useToolWords } from '../words/tools/tool-words.ts'
import { DescriptionChange } from './description-change.tsx'
import classes from './tools.module.css'

interface ToolEntryProps {
  tool: ServerTool
  busy: string | null
  onApprove: () => void
}

/** One tool as a model is told of it, and what of it waits to be approved. */
export function ToolEntry({ tool, busy, onApprove }: ToolEntryProps) {
  const { tools: said } = useToolWords()
  const { name, state, approved, offered } = tool
  const shown = approved ?? offered
  const hint = { approved: '', new: said.newHint, changed: said.changedHint, gone: said.goneHint }[state]
  if (!shown) return null
  const facts = [
    shown.isReadOnly ? said.readOnly : shown.isDestructive && said.destructive,
    shown.isOpenWorld && said.openWorld,
  ].filter(Boolean)
  return (
    <li className={classes.entry}>
      <Group gap="xs" justify="space-between">
        <Group gap="xs">
          <Text fw={600} ff="monospace" size="sm">
            {name}
          </Text>
          {state !== 'approved' && (
            <Badge size="sm" variant={state === 'gone' ? 'default' : 'filled'}>
              {said.toolStates[state]}
            </Badge>
          )}
          <Text size="xs" c="var(--quiet)">
            {facts.join(' · ')}
          </Text>
        </Group>
        {offered && (
          <Button
            size="xs"
            onClick={onApprove}
            loading={busy === `approve ${name}`}
            aria-label={`${said.approve}: ${name}`}
          >
            {said.approve}
          </Button>
        )}
      </Group>
      {hint && <Text size="sm">{hint}</Text>}
      {approved && offered ? (
        <DescriptionChange before={approved} after={offered} />
      ) : (
        <>
          <Text size="sm" className={classes.description} dir="auto">
            {shown.description || shown.title}
          </Text>
          <details>
            <summary>{said.takes}</summary>
            {/* It scrolls, so it must be reachable by keys. */}
            <pre className={classes.schema} tabIndex={0} aria-label={`${said.takes}: ${name}`} role="region">
              {JSON.stringify(shown.inputSchema, null, 2)}
            </pre>
          </details>
        </>
      )}
    </li>
  )
}
