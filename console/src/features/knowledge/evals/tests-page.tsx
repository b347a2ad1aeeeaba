import { Button, Group, Text, Title } from '@mantine/core'
import { useDocumentTitle } from '@mantine/hooks'
import { lazy, Suspense, useState } from 'react'
import type { KnowledgeBase } from '#contract/shapes/knowledge.ts'
import type { TestCase, EvaluationRun } from '#contract/shapes/evals.ts'
import { client } from '../../../data/console-client.ts'
import { useResource } from '../../../data/use-resource.ts'
import { resource } from '../../../data/resource.ts'
import { BackLink } from '../../../ui/back-link.tsx'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { CheckIcon, PlusIcon } from '../../../ui/icons.tsx'
import { ResourceView } from '../../../ui/resource-view.tsx'
import { Page } from '../../../ui/page.tsx'
import { to } from '../../../routing/route.ts'
import { useMay } from '../../../data/me.ts'
import { useEvalsMessages } from '../../../messages/evals/evals-messages.ts'
import { QualityGateSetting } from './quality-gate-setting.tsx'
import { BlockedNotice } from './blocked-notice.tsx'
import { ImportTestCasesButton } from './import-test-cases-button.tsx'
import classes from './evals.module.css'
import { TestCaseRows } from './test-case-rows.tsx'
import { EvaluationRunPlot } from './evaluation-run-plot.tsx'
import { EvaluationRunTable } from './evaluation-run-table.tsx'
import { useActing } from './use-acting.ts'

const TestCaseDialog = lazy(async () => ({
  default: (await import('./test-case-dialog.tsx')).TestCaseDialog,
}))

/** The questions that a knowledge base is to answer, how it did from run to run, and what is blocked by its quality gate. */
export function TestsPage({ knowledgeBaseId }: { knowledgeBaseId: string }) {
  const held = useResource(resource('knowledgeBases.read', knowledgeBaseId))
  return <ResourceView of={held}>{(knowledgeBase) => <TestsOf knowledgeBase={knowledgeBase} />}</ResourceView>
}

function TestsOf({ knowledgeBase }: { knowledgeBase: KnowledgeBase }) {
  const { evals, general } = useEvalsMessages()
  const mayWrite = useMay()('knowledge:write')
  const cases = useResource(resource('evals.testCases', knowledgeBase.id))
  const runs = useResource(resource('evals.runs', knowledgeBase.id))
  // Null: a new one.
  const [edited, setEdited] = useState<TestCase | null>()
  useDocumentTitle(`${evals.tests} · ${knowledgeBase.name} · ${general.product}`)
  const add = mayWrite && (
    <Button leftSection={<PlusIcon />} onClick={() => setEdited(null)}>
      {evals.add}
    </Button>
  )
  return (
    <Page
      above={<BackLink href={to.knowledgeBase(knowledgeBase.id)}>{knowledgeBase.name}</BackLink>}
      title={evals.tests}
      intro={evals.testsIntro(knowledgeBase.name)}
      actions={cases.value?.items.length ? add : undefined}
    >
      <ResourceView of={cases}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState icon={CheckIcon} title={evals.none} hint={evals.noneHint}>
              {add}
              {mayWrite && <ImportTestCasesButton knowledgeBaseId={knowledgeBase.id} />}
            </EmptyState>
          ) : (
            <ResourceView of={runs}>
              {(all) => (
                <Measured
                  knowledgeBase={knowledgeBase}
                  cases={items}
                  runs={all.items}
                  mayWrite={mayWrite}
                  onEdit={setEdited}
                />
              )}
            </ResourceView>
          )
        }
      </ResourceView>
      {edited !== undefined && (
        <Suspense fallback={null}>
          <TestCaseDialog
            knowledgeBaseId={knowledgeBase.id}
            testCase={edited}
            onClose={() => setEdited(undefined)}
          />
        </Suspense>
      )}
    </Page>
  )
}

interface MeasuredProps {
  knowledgeBase: KnowledgeBase
  cases: readonly TestCase[]
  runs: readonly EvaluationRun[]
  mayWrite: boolean
  onEdit: (testCase: TestCase) => void
}

function Measured({ knowledgeBase, cases, runs, mayWrite, onEdit }: MeasuredProps) {
  const { evals } = useEvalsMessages()
  const act = useActing(knowledgeBase.id)
  const isRunning = runs[0]?.verdict === 'running'
  const ended = runs.filter(({ endedAt, verdict }) => endedAt !== null && !withoutFigures.has(verdict))
  return (
    <>
      <BlockedNotice knowledgeBase={knowledgeBase} runs={runs} mayWrite={mayWrite} />
      <Group justify="space-between" mb="xs">
        <Title order={2} size="h4">
          {evals.measured}
        </Title>
        {mayWrite && (
          <Button
            size="xs"
            variant="default"
            loading={isRunning}
            onClick={() => void act(client.evals.run(knowledgeBase.id))}
          >
            {evals.run}
          </Button>
        )}
      </Group>
      <div className={classes.measured}>
        <EvaluationRunPlot runs={ended} qualityGate={knowledgeBase.qualityGate} />
        <EvaluationRunTable runs={runs} />
      </div>
      <Text size="xs" c="var(--quiet)" mb="lg">
        {evals.foundHint} {evals.supportedHint}
      </Text>
      {mayWrite && <QualityGateSetting knowledgeBase={knowledgeBase} />}
      <TestCaseRows testCases={cases} runs={ended} mayWrite={mayWrite} onEdit={onEdit} />
      {mayWrite && (
        <Group mt="md" gap="sm">
          <ImportTestCasesButton knowledgeBaseId={knowledgeBase.id} />
          <Text size="sm" c="var(--quiet)">
            {evals.importHint}
          </Text>
        </Group>
      )}
    </>
  )
}

const withoutFigures: ReadonlySet<EvaluationRun['verdict']> = new Set(['running', 'failed', 'overtaken'])
