import * as proof from '#features/proof/index.ts'
import { making, route, type Route } from './route.ts'

/** How well sources answer. */
export const proofRoutes: readonly Route[] = [
  route('GET', '/v1/sources/:sourceId/test-questions', proof.listTestQuestions, 'List test questions'),
  making('/v1/sources/:sourceId/test-questions', proof.addTestQuestion, 'Add a test question'),
  making(
    '/v1/sources/:sourceId/test-questions/import',
    proof.importTestQuestions,
    'Add test questions from a CSV table',
  ),
  making(
    '/v1/sources/:sourceId/test-questions/keep',
    proof.keepTestQuestion,
    'Keep a question of a conversation as a test question',
  ),
  route('PATCH', '/v1/test-questions/:testQuestionId', proof.changeTestQuestion, 'Change a test question'),
  route('DELETE', '/v1/test-questions/:testQuestionId', proof.deleteTestQuestion, 'Remove a test question'),
  route('GET', '/v1/sources/:sourceId/test-runs', proof.listTestRuns, 'List test runs'),
  making('/v1/sources/:sourceId/test-runs', proof.startTestRun, 'Ask a source its test questions'),
  route('POST', '/v1/test-runs/:testRunId/judge', proof.judgeTestRun, 'Accept or reject a test run'),
  route('GET', '/v1/unanswered-questions', proof.listUnanswered, 'List unanswered questions'),
  route(
    'POST',
    '/v1/unanswered-questions/:unansweredQuestionId/draft',
    proof.draftAnswer,
    'Draft the pair that answers a question',
  ),
  route(
    'POST',
    '/v1/unanswered-questions/:unansweredQuestionId/publish',
    proof.publishAnswer,
    'Publish a drafted pair',
  ),
  route(
    'DELETE',
    '/v1/unanswered-questions/:unansweredQuestionId',
    proof.dismissUnanswered,
    'Dismiss an unanswered question',
  ),
  route(
    'POST',
    '/v1/unanswered-questions/:unansweredQuestionId/restore',
    proof.restoreUnanswered,
    'Put a dismissed question back',
  ),
]
