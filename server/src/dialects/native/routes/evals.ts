import * as evals from '#features/evals/index.ts'
import { making, route, type Route } from './route.ts'

/** Evaluations of knowledge bases: test cases, evaluation runs and unanswered questions. */
export const evalsRoutes: readonly Route[] = [
  route(
    'GET',
    '/v1/knowledge-bases/:knowledgeBaseId/test-cases',
    evals.listTestCases,
    'List the test cases of a knowledge base',
  ),
  making(
    '/v1/knowledge-bases/:knowledgeBaseId/test-cases',
    evals.addTestCase,
    'Add a test case to a knowledge base',
  ),
  making(
    '/v1/knowledge-bases/:knowledgeBaseId/test-cases/import',
    evals.importTestCases,
    'Import test cases from CSV',
  ),
  making(
    '/v1/knowledge-bases/:knowledgeBaseId/test-cases/keep',
    evals.keepTestCase,
    'Save a question from a conversation as a test case',
  ),
  route('PATCH', '/v1/test-cases/:testCaseId', evals.changeTestCase, 'Change a test case'),
  route('DELETE', '/v1/test-cases/:testCaseId', evals.deleteTestCase, 'Delete a test case'),
  route(
    'GET',
    '/v1/knowledge-bases/:knowledgeBaseId/evaluation-runs',
    evals.listEvaluationRuns,
    'List the evaluation runs of a knowledge base',
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
    'Draft an FAQ entry that answers an unanswered question',
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
    'Restore a dismissed question',
  ),
]
