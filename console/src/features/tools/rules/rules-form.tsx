import { Alert, Button, Checkbox, Group, NativeSelect, Stack, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { ToolRule, ToolVerdict } from '#contract/shapes/tool-consent.ts'
import { ErrorState } from '../../../ui/error-state.tsx'
import { IconButton } from '../../../ui/icon-button.tsx'
import { PlusIcon, TrashIcon } from '../../../ui/icons.tsx'
import { useFormSubmit } from '../../../ui/use-form-submit.ts'
import { useRuleMessages } from '../../../messages/rules/rule-messages.ts'
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
  const t = useRuleMessages()
  const [rows, setRows] = useState<readonly ToolRule[]>(rules)
  const [isSaved, setSaved] = useState(false)
  const { error, isBusy, submit, saidOf } = useFormSubmit(async () => {
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
        <fieldset key={at} className={classes.rule} aria-label={t.rule(at + 1)}>
          <TextInput
            aria-label={t.pattern}
            placeholder="mcp:shop:*"
            value={row.pattern}
            onChange={({ currentTarget }) => change(at, { pattern: currentTarget.value })}
            error={saidOf(`rules.${at}.pattern`)}
            maxLength={200}
            className={classes.pattern}
            dir="ltr"
          />
          <NativeSelect
            aria-label={t.verdict}
            value={row.verdict}
            onChange={({ currentTarget }) => change(at, { verdict: currentTarget.value as ToolVerdict })}
            data={verdicts.map((verdict) => ({ value: verdict, label: t[verdict] }))}
          />
          <IconButton
            label={t.remove(at + 1)}
            icon={TrashIcon}
            onClick={() => put(rows.filter((_, index) => index !== at))}
          />
          {row.verdict === 'allow' && (
            <Checkbox
              className={classes.more}
              label={t.allowTainted}
              checked={row.allowTainted}
              onChange={({ currentTarget }) => change(at, { allowTainted: currentTarget.checked })}
            />
          )}
          {row.verdict !== 'deny' && (
            <Checkbox
              className={classes.more}
              label={t.personMayDecide}
              checked={row.personMayDecide}
              onChange={({ currentTarget }) => change(at, { personMayDecide: currentTarget.checked })}
            />
          )}
        </fieldset>
      ))}
      {error !== undefined && <ErrorState error={error} />}
      <Group gap="sm">
        <Button variant="default" leftSection={<PlusIcon />} onClick={() => put([...rows, blank])}>
          {t.add}
        </Button>
        <Button loading={isBusy} onClick={() => void submit()}>
          {t.save}
        </Button>
      </Group>
      <div role="status">{isSaved && <Alert color="teal">{t.saved}</Alert>}</div>
    </Stack>
  )
}
