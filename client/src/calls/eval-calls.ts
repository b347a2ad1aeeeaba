import type { z } from 'zod'
import type {
  AddTestCase,
  ChangeTestCase,
  ImportedTestCases,
  TestCase,
  TestCaseList,
  EvaluationRun,
  EvaluationRunList,
} from '#contract/shapes/evals.ts'
import type {
  DraftAnswer,
  ListUnanswered,
  UnansweredQuestion,
  UnansweredQuestionList,
} from '#contract/shapes/unanswered.ts'
import { path, type Transport } from '../transport.ts'

/** How well knowledge bases answer: their test cases and runs. */
export const evalCalls = ({ call }: Transport) => ({
  testCases: (knowledgeBaseId: string) =>
    call<z.output<typeof TestCaseList>>('GET', path`/v1/knowledge-bases/${knowledgeBaseId}/test-cases`),
  addTestCase: (knowledgeBaseId: string, body: Omit<z.input<typeof AddTestCase>, 'knowledgeBaseId'>) =>
    call<TestCase>('POST', path`/v1/knowledge-bases/${knowledgeBaseId}/test-cases`, { body }),
  importTestCases: (knowledgeBaseId: string, csv: string) =>
    call<z.output<typeof ImportedTestCases>>(
      'POST',
      path`/v1/knowledge-bases/${knowledgeBaseId}/test-cases/import`,
      { body: { csv } },
    ),
  keepTestCase: (knowledgeBaseId: string, messageId: string) =>
    call<TestCase>('POST', path`/v1/knowledge-bases/${knowledgeBaseId}/test-cases/keep`, {
      body: { messageId },
    }),
  changeTestCase: (testCaseId: string, body: Omit<z.input<typeof ChangeTestCase>, 'testCaseId'>) =>
    call<TestCase>('PATCH', path`/v1/test-cases/${testCaseId}`, { body }),
  removeTestCase: (testCaseId: string) => call<void>('DELETE', path`/v1/test-cases/${testCaseId}`),
  runs: (knowledgeBaseId: string) =>
    call<z.output<typeof EvaluationRunList>>(
      'GET',
      path`/v1/knowledge-bases/${knowledgeBaseId}/evaluation-runs`,
    ),
  run: (knowledgeBaseId: string) =>
    call<EvaluationRun>('POST', path`/v1/knowledge-bases/${knowledgeBaseId}/evaluation-runs`, { body: {} }),
  judge: (evaluationRunId: string, decision: 'accepted' | 'rejected') =>
    call<EvaluationRun>('POST', path`/v1/evaluation-runs/${evaluationRunId}/judge`, { body: { decision } }),
})

/** What was asked and not answered, and the way to an FAQ entry that answers it. */
export const unansweredCalls = ({ call }: Transport) => ({
  list: (state: z.output<typeof ListUnanswered>['state']) =>
    call<z.output<typeof UnansweredQuestionList>>('GET', '/v1/unanswered-questions', { query: { state } }),
  draft: (id: string, body: Omit<z.input<typeof DraftAnswer>, 'unansweredQuestionId'>) =>
    call<UnansweredQuestion>('POST', path`/v1/unanswered-questions/${id}/draft`, { body }),
  publish: (id: string) =>
    call<UnansweredQuestion>('POST', path`/v1/unanswered-questions/${id}/publish`, { body: {} }),
  dismiss: (id: string) => call<void>('DELETE', path`/v1/unanswered-questions/${id}`),
  restore: (id: string) => call<void>('POST', path`/v1/unanswered-questions/${id}/restore`, { body: {} }),
})
