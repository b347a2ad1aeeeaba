import { z } from 'zod'
import { Instant, id } from '../ids.ts'

const Expectation = z
  .strictObject({
    documentName: z
      .string()
      .trim()
      .min(1)
      .max(255)
      .describe('The name of the document that contains the answer.'),
    quote: z
      .string()
      .max(2_000)
      .default('')
      .describe('Words from the expected passage. Empty: any passage of the document.'),
  })
  .meta({ id: 'Expectation' })
const question = z.string().trim().min(1).max(2_000).describe('The question to search for.')
const answer = z
  .string()
  .max(8_000)
  .describe(
    'The expected answer. A run measures how many of its claims the passages found support. May be empty.',
  )
const expected = z.array(Expectation).max(20).describe('The passages that contain the answer.')

const revision = z
  .int()
  .describe(
    'Increases when the question or what is expected changes. Only results of the same revision are compared.',
  )

export const TestCase = z
  .object({
    id: id('testCase'),
    knowledgeBaseId: id('knowledgeBase'),
    question,
    answer,
    expected,
    revision,
    createdAt: Instant,
  })
  .meta({ id: 'TestCase' })
export type TestCase = z.infer<typeof TestCase>
export const TestCaseList = z.object({ items: z.array(TestCase) }).meta({ id: 'TestCaseList' })
export const TestedKnowledgeBase = z.strictObject({ knowledgeBaseId: id('knowledgeBase') })
export const TestCaseRef = z.strictObject({ testCaseId: id('testCase') })
export const AddTestCase = TestedKnowledgeBase.extend({
  question,
  answer: answer.default(''),
  expected: expected.default([]),
})
export const ChangeTestCase = TestCaseRef.extend({
  question: question.optional(),
  answer: answer.optional(),
  expected: expected.optional().describe('The passages that contain the answer. Replaces the whole list.'),
})
export const ImportTestCases = TestedKnowledgeBase.extend({
  csv: z
    .string()
    .min(1)
    .max(1_000_000)
    .describe(
      'CSV whose first row names the columns `question`, `answer`, `document` and `quote`. Only `question` is required.',
    ),
})
export const ImportedTestCases = z
  .object({ added: z.int().describe('How many test cases were added.') })
  .meta({ id: 'ImportedTestCases' })
export const KeepTestCase = TestedKnowledgeBase.extend({
  messageId: id('message').describe(
    'A question in a conversation, or its answer. The answer and what it cites become what is expected.',
  ),
})

export const EvaluationVerdict = z
  .enum(['running', 'failed', 'overtaken', 'first', 'passed', 'worse', 'blocked', 'accepted', 'rejected'])
  .describe(
    'The result of the run. `running`: not finished; `failed`: it could not be done; `overtaken`: the knowledge base changed meanwhile, and a later run follows; `first`: nothing to compare with yet; `passed`: not worse than the last run that counts; `worse`: worse than that, and counts only if accepted; `blocked`: the quality gate blocks the change until it is accepted or rejected, or a later run passes; `accepted` or `rejected`: decided by a person.',
  )
export const TestCaseResult = z
  .object({
    testCaseId: z.uuid(),
    revision,
    question: z.string().describe('The question as it was at the time of the run.'),
    recall: z
      .number()
      .nullable()
      .describe(
        'The share of expected passages among the first 8 found, 0 to 1; null if none were expected.',
      ),
    support: z
      .number()
      .nullable()
      .describe(
        'The share of claims in the expected answer that the first 8 passages support, 0 to 1; null if it has no claims.',
      ),
    missing: z.array(z.string()).describe('Names of the documents whose expected passages were not found.'),
  })
  .meta({ id: 'TestCaseResult' })
export type TestCaseResult = z.infer<typeof TestCaseResult>
export const EvaluationRun = z
  .object({
    id: id('evaluationRun'),
    knowledgeBaseId: id('knowledgeBase'),
    cause: z
      .enum(['asked', 'change'])
      .describe('`asked`: someone started the run; `change`: the knowledge base changed.'),
    verdict: EvaluationVerdict,
    recall: z
      .number()
      .nullable()
      .describe('The mean `recall` of all results, 0 to 1; null if there are none.'),
    support: z
      .number()
      .nullable()
      .describe('The mean `support` of all results, 0 to 1; null if there are none.'),
    results: z
      .array(TestCaseResult)
      .describe('One result for each test case. Empty while the run is not finished, failed or overtaken.'),
    createdAt: Instant,
    endedAt: Instant.nullable().describe('When the run finished; null while it runs.'),
  })
  .meta({ id: 'EvaluationRun' })
export type EvaluationRun = z.infer<typeof EvaluationRun>
export const EvaluationRunList = z.object({ items: z.array(EvaluationRun) }).meta({ id: 'EvaluationRunList' })
export const JudgeEvaluationRun = z.strictObject({
  evaluationRunId: id('evaluationRun'),
  decision: z
    .enum(['accepted', 'rejected'])
    .describe(
      '`accepted`: the run counts, and what it blocked takes effect; `rejected`: the blocked change is dropped. Only a blocked run can be rejected.',
    ),
})
