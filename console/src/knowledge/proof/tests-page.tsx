import { Button, Group, Text, Title } from '@mantine/core'
import { useDocumentTitle } from '@mantine/hooks'
import { lazy, Suspense, useState } from 'react'
import type { Source } from '#contract/shapes/knowledge.ts'
import type { TestQuestion, TestRun } from '#contract/shapes/proof.ts'
import { client } from '../../console-client.ts'
import { source as sourceAt, testQuestions, testRuns } from '../../data/resources.ts'
import { useResource } from '../../data/use-resource.ts'
import { BackLink } from '../../look/back-link.tsx'
import { Empty } from '../../look/empty.tsx'
import { CheckIcon, PlusIcon } from '../../look/icons.tsx'
import { Loaded } from '../../look/loaded.tsx'
import { Page } from '../../look/page.tsx'
import { to } from '../../routing/route.ts'
import { useMay } from '../../shell/me.ts'
import { useProofWords } from '../../words/proof/proof-words.ts'
import { GateSetting } from './gate-setting.tsx'
import { HeldNotice } from './held-notice.tsx'
import { ImportQuestionsButton } from './import-questions-button.tsx'
import classes from './proof.module.css'
import { TestQuestionRows } from './test-question-rows.tsx'
import { TestRunPlot } from './test-run-plot.tsx'
import { TestRunTable } from './test-run-table.tsx'
import { useActing } from './use-acting.ts'

const TestQuestionDialog = lazy(async () => ({
  default: (await import('./test-question-dialog.tsx')).TestQuestionDialog,
}))

/** The questions that a source is to answer, how it did from run to run, and what is held back by its gate. */
export function TestsPage({ sourceId }: { sourceId: string }) {
  const held = useResource(sourceAt(sourceId))
  return <Loaded of={held}>{(source) => <TestsOf source={source} />}</Loaded>
}

function TestsOf({ source }: { source: Source }) {
  const { proof, general } = useProofWords()
  const mayWrite = useMay()('knowledge:write')
  const questions = useResource(testQuestions(source.id))
  const runs = useResource(testRuns(source.id))
  // Null: a new one.
  const [edited, setEdited] = useState<TestQuestion | null>()
  useDocumentTitle(`${proof.tests} · ${source.name} · ${general.product}`)
  const add = mayWrite && (
    <Button leftSection={<PlusIcon />} onClick={() => setEdited(null)}>
      {proof.add}
    </Button>
  )
  return (
    <Page
      above={<BackLink href={to.source(source.id)}>{source.name}</BackLink>}
      title={proof.tests}
      intro={proof.testsIntro(source.name)}
      actions={questions.value?.items.length ? add : undefined}
    >
      <Loaded of={questions}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty icon={CheckIcon} title={proof.none} hint={proof.noneHint}>
              {add}
              {mayWrite && <ImportQuestionsButton sourceId={source.id} />}
            </Empty>
          ) : (
            <Loaded of={runs}>
              {(all) => (
                <Measured
                  source={source}
                  questions={items}
                  runs={all.items}
                  mayWrite={mayWrite}
                  onEdit={setEdited}
                />
              )}
            </Loaded>
          )
        }
      </Loaded>
      {edited !== undefined && (
        <Suspense fallback={null}>
          <TestQuestionDialog sourceId={source.id} question={edited} onClose={() => setEdited(undefined)} />
        </Suspense>
      )}
    </Page>
  )
}

interface MeasuredProps {
  source: Source
  questions: readonly TestQuestion[]
  runs: readonly TestRun[]
  mayWrite: boolean
  onEdit: (question: TestQuestion) => void
}

function Measured({ source, questions, runs, mayWrite, onEdit }: MeasuredProps) {
  const { proof } = useProofWords()
  const act = useActing(source.id)
  const isRunning = runs[0]?.verdict === 'running'
  const ended = runs.filter(({ endedAt, verdict }) => endedAt !== null && !withoutFigures.has(verdict))
  return (
    <>
      <HeldNotice source={source} runs={runs} mayWrite={mayWrite} />
      <Group justify="space-between" mb="xs">
        <Title order={2} size="h4">
          {proof.measured}
        </Title>
        {mayWrite && (
          <Button
            size="xs"
            variant="default"
            loading={isRunning}
            onClick={() => void act(client.proof.run(source.id))}
          >
            {proof.run}
          </Button>
        )}
      </Group>
      <div className={classes.measured}>
        <TestRunPlot runs={ended} gate={source.gate} />
        <TestRunTable runs={runs} />
      </div>
      <Text size="xs" c="var(--quiet)" mb="lg">
        {proof.foundHint} {proof.supportedHint}
      </Text>
      {mayWrite && <GateSetting source={source} />}
      <TestQuestionRows questions={questions} runs={ended} mayWrite={mayWrite} onEdit={onEdit} />
      {mayWrite && (
        <Group mt="md" gap="sm">
          <ImportQuestionsButton sourceId={source.id} />
          <Text size="sm" c="var(--quiet)">
            {proof.importHint}
          </Text>
        </Group>
      )}
    </>
  )
}

const withoutFigures: ReadonlySet<TestRun['verdict']> = new Set(['running', 'failed', 'overtaken'])
