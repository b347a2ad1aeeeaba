import * as evals from '#features/evals/index.ts'
import { making, route, type Route } from './route.ts'

/** How well knowledge bases answer. */
export const evalsRoutes: readonly Route[] = [
  route('GET', '/v1/knowledge-bases/:knowledgeBaseId/test-cases', evals.listTestCases, 'List test cases'),
  making('/v1/knowledge-bases/:knowledgeBaseId/test-cases', evals.addTestCase, 'Add a test case'),
  making(
    '/v1/knowledge-bases/:knowledgeBaseId/test-cases/import',
    evals.importTestCases,
    'Add test cases from a CSV table',
  ),
  making(
    '/v1/knowledge-bases/:knowledgeBaseId/test-cases/keep',
    evals.keepTestCase,
    'Keep a question of a conversation as a test case',
  ),
  route('PATCH', '/v1/test-cases/:testCaseId', evals.changeTestCase, 'Change a test case'),
  route('DELETE', '/v1/test-cases/:testCaseId', evals.deleteTestCase, 'Remove a test case'),
  route(
    'GET',
    '/v1/knowledge-bases/:knowledgeBaseId/evaluation-runs',
    evals.listEvaluationRuns,
    'List evaluation runs',
  ),
  making(
    '/v1/knowledge-bases/:knowledgeBaseId/evaluation-runs',
    evals.startEvaluationRun,
    'Start an evaluation run',
  ),
  route(
    'POST',
    '/v1/evaluation-runs/:evaluationRunId/judge',
    evals.judgeEvaluationRun,
    'Accept or reject an evaluation run',
  ),
  route('GET', '/v1/unanswered-questions', evals.listUnanswered, 'List unanswered questions'),
  route(
    'POST',
    '/v1/unanswered-questions/:unansweredQuestionId/draft',
    evals.draftAnswer,
    'Draft the FAQ entry that answers a question',
  ),
  route(
    'POST',
    '/v1/unanswered-questions/:unansweredQuestionId/publish',
    evals.publishAnswer,
    'Publish a drafted FAQ entry',
  ),
  route(
    'DELETE',
    '/v1/unanswered-questions/:unansweredQuestionId',
    evals.dismissUnanswered,
    'Dismiss an unanswered question',
  ),
  route(
    'POST',
    '/v1/unanswered-questions/:unansweredQuestionId/restore',
    evals.restoreUnanswered,
    'Put a dismissed question back',
  ),
]
