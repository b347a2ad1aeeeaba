import type { z } from 'zod'
import type {
  AddTestQuestion,
  ChangeTestQuestion,
  ImportedTestQuestions,
  TestQuestion,
  TestQuestionList,
  TestRun,
  TestRunList,
} from '#contract/shapes/proof.ts'
import type {
  DraftAnswer,
  ListUnanswered,
  UnansweredQuestion,
  UnansweredQuestionList,
} from '#contract/shapes/unanswered.ts'
import { path, type Transport } from '../transport.ts'

/** How well sources answer: their test questions and runs. */
export const proofCalls = ({ call }: Transport) => ({
  questions: (sourceId: string) =>
    call<z.output<typeof TestQuestionList>>('GET', path`/v1/sources/${sourceId}/test-questions`),
  addQuestion: (sourceId: string, body: Omit<z.input<typeof AddTestQuestion>, 'sourceId'>) =>
    call<TestQuestion>('POST', path`/v1/sources/${sourceId}/test-questions`, { body }),
  importQuestions: (sourceId: string, csv: string) =>
    call<z.output<typeof ImportedTestQuestions>>(
      'POST',
      path`/v1/sources/${sourceId}/test-questions/import`,
      { body: { csv } },
    ),
  keepQuestion: (sourceId: string, messageId: string) =>
    call<TestQuestion>('POST', path`/v1/sources/${sourceId}/test-questions/keep`, { body: { messageId } }),
  changeQuestion: (
    testQuestionId: string,
    body: Omit<z.input<typeof ChangeTestQuestion>, 'testQuestionId'>,
  ) => call<TestQuestion>('PATCH', path`/v1/test-questions/${testQuestionId}`, { body }),
  removeQuestion: (testQuestionId: string) =>
    call<void>('DELETE', path`/v1/test-questions/${testQuestionId}`),
  runs: (sourceId: string) =>
    call<z.output<typeof TestRunList>>('GET', path`/v1/sources/${sourceId}/test-runs`),
  run: (sourceId: string) => call<TestRun>('POST', path`/v1/sources/${sourceId}/test-runs`, { body: {} }),
  judge: (testRunId: string, decision: 'accepted' | 'rejected') =>
    call<TestRun>('POST', path`/v1/test-runs/${testRunId}/judge`, { body: { decision } }),
})

/** What was asked and not answered, and the way to a pair that answers it. */
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
