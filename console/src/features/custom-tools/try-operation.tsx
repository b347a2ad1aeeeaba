import { Badge, Button, Code, Group, Stack, Text, Textarea } from '@mantine/core'
import { useState } from 'react'
import type { CustomTool, ToolOperation, TriedCustomTool } from '#contract/shapes/custom-tool.ts'
import { client } from '../../data/console-client.ts'
import { ErrorState } from '../../ui/error-state.tsx'
import classes from '../../ui/settings.module.css'
import { useFormSubmit } from '../../ui/use-form-submit.ts'
import { useCustomToolMessages } from '../../messages/custom-tools/custom-tool-messages.ts'
import { parseObject } from './parse-object.ts'

/** One tool of a service: what a model reads of it, and a call of it by hand. */
export function TryOperation({ tool, operation }: { tool: CustomTool; operation: ToolOperation }) {
  const t = useCustomToolMessages()
  const [isOpen, setOpen] = useState(false)
  return (
    <div className={classes.key_facts}>
      <Group gap="xs" justify="space-between" wrap="nowrap" align="flex-start">
        <Stack gap={2} miw={0}>
          <Text fw={600} style={{ overflowWrap: 'anywhere' }}>
            <code>{operation.listedAs}</code>
          </Text>
          <Text size="sm">{operation.description}</Text>
          <Group gap="xs">
            <Badge variant={operation.isReadOnly ? 'light' : 'default'} color="gray">
              {operation.isReadOnly ? t.readOnly : t.changes}
            </Badge>
            <Text size="xs" c="var(--quiet)">
              {operation.method} {operation.path}
            </Text>
          </Group>
        </Stack>
        <Button
          size="xs"
          variant="default"
          aria-expanded={isOpen}
          flex="none"
          onClick={() => setOpen(!isOpen)}
        >
          {t.try}
        </Button>
      </Group>
      {isOpen && <Trial tool={tool} operation={operation} />}
    </div>
  )
}

/** Arguments to begin with: a key for each that is asked for. */
function beginning({ inputSchema }: ToolOperation): string {
  const required = Array.isArray(inputSchema.required) ? (inputSchema.required as string[]) : []
  return JSON.stringify(Object.fromEntries(required.map((key) => [key, ''])), null, 2)
}

function Trial({ tool, operation }: { tool: CustomTool; operation: ToolOperation }) {
  const t = useCustomToolMessages()
  const [input, setInput] = useState(beginning(operation))
  const [tried, setTried] = useState<TriedCustomTool | null>(null)
  const parsed = parseObject(input)
  const { error, isBusy, submit } = useFormSubmit(async () => {
    setTried(null)
    setTried(await client.customTools.try(tool.id, { operation: operation.name, input: parsed ?? {} }))
  })
  return (
    <Stack gap="xs" mt="sm">
      <Textarea
        label={t.tryInput}
        description={t.callHint}
        value={input}
        onChange={(event) => setInput(event.currentTarget.value)}
        error={parsed ? undefined : t.notJson}
        autosize
        minRows={2}
        maxRows={12}
        styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
      />
      <Group>
        <Button size="xs" loading={isBusy} disabled={!parsed} onClick={() => void submit()}>
          {t.call}
        </Button>
      </Group>
      {error !== undefined && <ErrorState error={error} />}
      {tried && (
        <div role="status">
          <Text size="sm" fw={600}>
            {tried.isError ? t.failed(tried.tookMs) : t.answered(tried.tookMs)}
          </Text>
          <Code block tabIndex={0} mah={320} style={{ overflow: 'auto' }}>
            {typeof tried.output === 'string' ? tried.output : JSON.stringify(tried.output, null, 2)}
          </Code>
        </div>
      )}
    </Stack>
  )
}
