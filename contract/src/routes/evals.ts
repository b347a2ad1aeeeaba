import { get, patch, post, remove } from '../route.ts'

/** Test cases, evaluation runs and unanswered questions. */
export const evalsRoutes = {
  evals: {
    testCases: get('/v1/knowledge-bases/:knowledgeBaseId/test-cases', {
      name: 'test-case.list',
      permission: 'knowledge:read',
      output: 'TestCaseList',
      summary: 'List the test cases of a knowledge base',
    }),
    addTestCase: post('/v1/knowledge-bases/:knowledgeBaseId/test-cases', {
      name: 'test-case.add',
      permission: 'knowledge:write',
      input: 'AddTestCase',
      output: 'TestCase',
      status: 201,
      summary: 'Add a test case to a knowledge base',
    }),
    importTestCases: post('/v1/knowledge-bases/:knowledgeBaseId/test-cases/import', {
      name: 'test-case.import',
      permission: 'knowledge:write',
      input: 'ImportTestCases',
      output: 'ImportedTestCases',
      status: 201,
      summary: 'Import test cases from CSV',
    }),
    keepTestCase: post('/v1/knowledge-bases/:knowledgeBaseId/test-cases/keep', {
      name: 'test-case.keep',
      permission: 'knowledge:write',
      input: 'KeepTestCase',
      output: 'TestCase',
      status: 201,
      summary: 'Save a question from a conversation as a test case',
    }),
    changeTestCase: patch('/v1/test-cases/:testCaseId', {
      name: 'test-case.change',
      permission: 'knowledge:write',
      input: 'ChangeTestCase',
      output: 'TestCase',
      summary: 'Change a test case',
    }),
    removeTestCase: remove('/v1/test-cases/:testCaseId', {
      name: 'test-case.delete',
      permission: 'knowledge:write',
      summary: 'Delete a test case',
    }),
    runs: get('/v1/knowledge-bases/:knowledgeBaseId/evaluation-runs', {
      name: 'evaluation-run.list',
      permission: 'knowledge:read',
      output: 'EvaluationRunList',
      summary: 'List the evaluation runs of a knowledge base',
    }),
    run: post('/v1/knowledge-bases/:knowledgeBaseId/evaluation-runs', {
      name: 'evaluation-run.start',
      permission: 'knowledge:write',
      output: 'EvaluationRun',
      status: 201,
      summary: 'Start an evaluation run',
    }),
    judge: post('/v1/evaluation-runs/:evaluationRunId/judge', {
      name: 'evaluation-run.judge',
      permission: 'knowledge:write',
      input: 'JudgeEvaluationRun',
      output: 'EvaluationRun',
      summary: 'Accept or reject an evaluation run',
    }),
  },
  unanswered: {
    list: get('/v1/unanswered-questions', {
      name: 'unanswered-question.list',
      permission: 'knowledge:read',
      input: 'ListUnanswered',
      output: 'UnansweredQuestionList',
      summary: 'List unanswered questions',
    }),
    draft: post('/v1/unanswered-questions/:unansweredQuestionId/draft', {
      name: 'unanswered-question.draft',
      permission: 'conversation:read-inbox',
      input: 'DraftUnansweredAnswer',
      output: 'UnansweredQuestion',
      summary: 'Draft an FAQ entry that answers an unanswered question',
    }),
    publish: post('/v1/unanswered-questions/:unansweredQuestionId/publish', {
      name: 'unanswered-question.publish',
      permission: 'knowledge:write',
      output: 'UnansweredQuestion',
      summary: 'Publish a drafted FAQ entry',
    }),
    dismiss: remove('/v1/unanswered-questions/:unansweredQuestionId', {
      name: 'unanswered-question.dismiss',
      permission: 'knowledge:write',
      summary: 'Dismiss an unanswered question',
    }),
    restore: post('/v1/unanswered-questions/:unansweredQuestionId/restore', {
      name: 'unanswered-question.restore',
      permission: 'knowledge:write',
      summary: 'Restore a dismissed question',
    }),
  },
} as const
