import { Badge, Group, Text, Title } from '@mantine/core'
import type { TestQuestion, TestRun } from '#contract/shapes/proof.ts'
import { client } from '../../console-client.ts'
import { useCell } from '../../data/cell.ts'
import { removeWithUndo, removing } from '../../data/removals.ts'
import { IconButton } from '../../look/icon-button.tsx'
import { EditIcon, TrashIcon } from '../../look/icons.tsx'
import { toast } from '../../look/toasts.ts'
import { faultSentence } from '../../words/fault-sentence.ts'
import { useSpeech, useWords } from '../../words/words.tsx'
import { type Outcome, outcomesOf } from './outcome.ts'
import classes from './proof.module.css'
import { useProofWords } from '../../words/proof/proof-words.ts'

interface TestQuestionRowsProps {
  questions: readonly TestQuestion[]
  /** Those that measured something, the newest first. */
  runs: readonly TestRun[]
  mayWrite: boolean
  onEdit: (question: TestQuestion) => void
}

/** Each question with how it did last and the time before; what changed comes first. */
export function TestQuestionRows({ questions, runs, mayWrite, onEdit }: TestQuestionRowsProps) {
  const words = useWords()
  const { proof } = useProofWords()
  const hidden = useCell(removing)
  const outcomes = outcomesOf(questions, runs).filter(({ question }) => !hidden.has(question.id))
  const count = (wanted: Outcome['change']) => outcomes.filter(({ change }) => change === wanted).length
  const isChanged = count('better') + count('worse') > 0
  const remove = ({ id, question }: TestQuestion) =>
    removeWithUndo({
      id,
      said: words.general.deleted(question),
      remove: () => client.proof.removeQuestion(id),
      onFailure: (error) => toast({ text: faultSentence(error, words), isFailure: true }),
    })
  return (
    <section>
      <Title order={2} size="h4" mb={4}>
        {proof.summary(questions.length)}
      </Title>
      {runs.length > 1 && (
        <Text size="sm" c="var(--quiet)" mb="xs">
          {isChanged ? proof.changes(count('better'), count('worse')) : proof.unchanged}
        </Text>
      )}
      <ul className={classes.list}>
        {outcomes.map((outcome) => (
          <li key={outcome.question.id} className={classes.row}>
            <Group justify="space-between" wrap="nowrap" align="flex-start">
              <div>
                <Text dir="auto">{outcome.question.question}</Text>
                <Figures outcome={outcome} />
              </div>
              {mayWrite && (
                <Group gap={0} wrap="nowrap">
                  <IconButton
                    label={`${proof.edit}: ${outcome.question.question}`}
                    icon={EditIcon}
                    iconSize={16}
                    onClick={() => onEdit(outcome.question)}
                  />
                  <IconButton
                    label={`${words.general.remove}: ${outcome.question.question}`}
                    icon={TrashIcon}
                    iconSize={16}
                    onClick={() => remove(outcome.question)}
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
  const { locale } = useSpeech()
  const { proof } = useProofWords()
  if (!now)
    return (
      <Text size="sm" c="var(--quiet)">
        {proof.never}
      </Text>
    )
  const said = (name: string, figure: 'recall' | 'support') => {
    const [value, was] = [now[figure], before?.[figure] ?? null]
    if (value === null) return []
    const share = (one: number) => one.toLocaleString(locale, { style: 'percent' })
    return [proof.share(name, share(value), was === null || was === value ? null : share(was))]
  }
  const facts = [...said(proof.found, 'recall'), ...said(proof.supported, 'support')]
  return (
    <Group gap="xs">
      {change !== null && change !== 'same' && (
        <Badge size="sm" variant="light" color={colours[change]}>
          {proof.change[change]}
        </Badge>
      )}
      <Text size="sm" c="var(--quiet)">
        {[...facts, ...(now.missing.length > 0 ? [proof.missing(now.missing.join(', '))] : [])].join(' · ')}
      </Text>
    </Group>
  )
}
