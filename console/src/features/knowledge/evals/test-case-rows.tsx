import { Badge, Group, Text, Title } from '@mantine/core'
import type { TestCase, EvaluationRun } from '#contract/shapes/evals.ts'
import { client } from '../../../data/console-client.ts'
import { useStore } from '../../../data/store.ts'
import { removeWithUndo, removing } from '../../../ui/removals.ts'
import { IconButton } from '../../../ui/icon-button.tsx'
import { EditIcon, TrashIcon } from '../../../ui/icons.tsx'
import { toast } from '../../../ui/toasts.ts'
import { faultSentence } from '../../../messages/fault-sentence.ts'
import { useLocale, useMessages } from '../../../messages/messages.tsx'
import { type Outcome, outcomesOf } from './outcome.ts'
import classes from './evals.module.css'
import { useEvalsMessages } from '../../../messages/evals/evals-messages.ts'

interface TestCaseRowsProps {
  testCases: readonly TestCase[]
  /** Those that measured something, the newest first. */
  runs: readonly EvaluationRun[]
  mayWrite: boolean
  onEdit: (testCase: TestCase) => void
}

/** Each question with how it did last and the time before; what changed comes first. */
export function TestCaseRows({ testCases, runs, mayWrite, onEdit }: TestCaseRowsProps) {
  const t = useMessages()
  const { evals } = useEvalsMessages()
  const hidden = useStore(removing)
  const outcomes = outcomesOf(testCases, runs).filter(({ testCase }) => !hidden.has(testCase.id))
  const count = (wanted: Outcome['change']) => outcomes.filter(({ change }) => change === wanted).length
  const isChanged = count('better') + count('worse') > 0
  const remove = ({ id, question }: TestCase) =>
    removeWithUndo({
      id,
      message: t.general.deleted(question),
      remove: () => client.evals.removeTestCase(id),
      onFailure: (error) => toast({ text: faultSentence(error, t), isFailure: true }),
    })
  return (
    <section>
      <Title order={2} size="h4" mb={4}>
        {evals.summary(testCases.length)}
      </Title>
      {runs.length > 1 && (
        <Text size="sm" c="var(--quiet)" mb="xs">
          {isChanged ? evals.changes(count('better'), count('worse')) : evals.unchanged}
        </Text>
      )}
      <ul className={classes.list}>
        {outcomes.map((outcome) => (
          <li key={outcome.testCase.id} className={classes.row}>
            <Group justify="space-between" wrap="nowrap" align="flex-start">
              <div>
                <Text dir="auto">{outcome.testCase.question}</Text>
                <Figures outcome={outcome} />
              </div>
              {mayWrite && (
                <Group gap={0} wrap="nowrap">
                  <IconButton
                    label={`${evals.edit}: ${outcome.testCase.question}`}
                    icon={EditIcon}
                    iconSize={16}
                    onClick={() => onEdit(outcome.testCase)}
                  />
                  <IconButton
                    label={`${t.general.remove}: ${outcome.testCase.question}`}
                    icon={TrashIcon}
                    iconSize={16}
                    onClick={() => remove(outcome.testCase)}
                  />
                </Group>
              )}
            </Group>
          </li>
        ))}
      </ul>
    </section>
  )
}

const colours = { better: 'harbour', worse: 'red', same: 'gray', fresh: 'gray' } as const

function Figures({ outcome: { now, before, change } }: { outcome: Outcome }) {
  const { locale } = useLocale()
  const { evals } = useEvalsMessages()
  if (!now)
    return (
      <Text size="sm" c="var(--quiet)">
        {evals.never}
      </Text>
    )
  const said = (name: string, figure: 'recall' | 'support') => {
    const [value, was] = [now[figure], before?.[figure] ?? null]
    if (value === null) return []
    const share = (one: number) => one.toLocaleString(locale, { style: 'percent' })
    return [evals.share(name, share(value), was === null || was === value ? null : share(was))]
  }
  const facts = [...said(evals.found, 'recall'), ...said(evals.supported, 'support')]
  return (
    <Group gap="xs">
      {change !== null && change !== 'same' && (
        <Badge size="sm" variant="light" color={colours[change]}>
          {evals.change[change]}
        </Badge>
      )}
      <Text size="sm" c="var(--quiet)">
        {[...facts, ...(now.missing.length > 0 ? [evals.missing(now.missing.join(', '))] : [])].join(' · ')}
      </Text>
    </Group>
  )
}
