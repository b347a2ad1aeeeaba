import { Alert, Button, Checkbox, Group, NativeSelect, Stack, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { ToolRule, ToolVerdict } from '#contract/shapes/tool-consent.ts'
import { Failure } from '../../look/failure.tsx'
import { IconButton } from '../../look/icon-button.tsx'
import { PlusIcon, TrashIcon } from '../../look/icons.tsx'
import { useSending } from '../../settings/use-sending.ts'
import { useRuleWords } from '../../words/rules/rule-words.ts'
import classes from './rules.module.css'

interface RulesFormProps {
  title: string
  hint: string
  rules: readonly ToolRule[]
  onSave: (rules: ToolRule[]) => Promise<unknown>
}

const verdicts: readonly ToolVerdict[] = ['allow', 'ask', 'deny']
const blank: ToolRule = { pattern: '', verdict: 'ask', allowTainted: false, personMayDecide: false }

/** Which tools may be called, in rows that are saved together. */
export function RulesForm({ title, hint, rules, onSave }: RulesFormProps) {
  const said = useRuleWords()
  const [rows, setRows] = useState<readonly ToolRule[]>(rules)
  const [isSaved, setSaved] = useState(false)
  const { error, isBusy, submit, saidOf } = useSending(async () => {
    await onSave([...rows])
    setSaved(true)
  })
  const put = (next: readonly ToolRule[]) => {
    setRows(next)
    setSaved(false)
  }
  const change = (at: number, part: Partial<ToolRule>) =>
    put(rows.map((row, index) => (index === at ? { ...row, ...part } : row)))
  return (
    <Stack gap="sm" component="section" aria-label={title}>
      <div>
        <Text fw={600}>{title}</Text>
        <Text size="sm" c="var(--quiet)">
          {hint}
        </Text>
      </div>
      {rows.map((row, at) => (
        // Rows have nothing of their own that stays the same.
        <fieldset key={at} className={classes.rule} aria-label={said.rule(at + 1)}>
          <TextInput
            aria-label={said.pattern}
            placeholder="mcp:shop:*"
            value={row.pattern}
            onChange={({ currentTarget }) => change(at, { pattern: currentTarget.value })}
            error={saidOf(`rules.${at}.pattern`)}
            maxLength={200}
            className={classes.pattern}
            dir="ltr"
          />
          <NativeSelect
            aria-label={said.verdict}
            value={row.verdict}
            onChange={({ currentTarget }) => change(at, { verdict: currentTarget.value as ToolVerdict })}
            data={verdicts.map((verdict) => ({ value: verdict, label: said[verdict] }))}
          />
          <IconButton
            label={said.remove(at + 1)}
            icon={TrashIcon}
            onClick={() => put(rows.filter((_, index) => index !== at))}
          />
          {row.verdict === 'allow' && (
            <Checkbox
              className={classes.more}
              label={said.allowTainted}
              checked={row.allowTainted}
              onChange={({ currentTarget }) => change(at, { allowTainted: currentTarget.checked })}
            />
          )}
          {row.verdict !== 'deny' && (
            <Checkbox
              className={classes.more}
              label={said.personMayDecide}
              checked={row.personMayDecide}
              onChange={({ currentTarget }) => change(at, { personMayDecide: currentTarget.checked })}
            />
          )}
        </fieldset>
      ))}
      {error !== undefined && <Failure error={error} />}
      <Group gap="sm">
        <Button variant="default" leftSection={<PlusIcon />} onClick={() => put([...rows, blank])}>
          {said.add}
        </Button>
        <Button loading={isBusy} onClick={() => void submit()}>
          {said.save}
        </Button>
      </Group>
      <div role="status">{isSaved && <Alert color="teal">{said.saved}</Alert>}</div>
    </Stack>
  )
}
