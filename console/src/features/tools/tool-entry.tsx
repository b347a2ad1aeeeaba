import { Badge, Button, Group, Text } from '@mantine/core'
import type { ServerTool } from '#contract/shapes/tool-server.ts'
import { useToolMessages } from '../../messages/tools/tool-messages.ts'
import { DescriptionChange } from './description-change.tsx'
import classes from './tools.module.css'

interface ToolEntryProps {
  tool: ServerTool
  busy: string | null
  onApprove: () => void
}

/** One tool as a model is told of it, and what of it waits to be approved. */
export function ToolEntry({ tool, busy, onApprove }: ToolEntryProps) {
  const { tools: t } = useToolMessages()
  const { name, state, approved, offered } = tool
  const shown = approved ?? offered
  const hint = { approved: '', new: t.newHint, changed: t.changedHint, gone: t.goneHint }[state]
  if (!shown) return null
  const facts = [
    shown.isReadOnly ? t.readOnly : shown.isDestructive && t.destructive,
    shown.isOpenWorld && t.openWorld,
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
              {t.toolStates[state]}
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
            aria-label={`${t.approve}: ${name}`}
          >
            {t.approve}
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
            <summary>{t.takes}</summary>
            {/* It scrolls, so it must be reachable by keys. */}
            <pre className={classes.schema} tabIndex={0} aria-label={`${t.takes}: ${name}`} role="region">
              {JSON.stringify(shown.inputSchema, null, 2)}
            </pre>
          </details>
        </>
      )}
    </li>
  )
}
