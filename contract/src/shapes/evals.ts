import { z } from 'zod'
import { Instant, id } from '../ids.ts'

const Expectation = z
  .strictObject({
    documentName: z.string().trim().min(1).max(255),
    quote: z.string().max(2_000).default('').describe('Words of the passage; empty: any of the document.'),
  })
  .meta({ id: 'Expectation' })
const question = z.string().trim().min(1).max(2_000)
const answer = z.string().max(8_000).describe('What is to be answered; how much of it is found is measured.')
const expected = z.array(Expectation).max(20).describe('Where the answer stands.')

const revision = z
  .int()
  .describe('Grows when what is asked or expected changes. Only results of the same one are compared.')

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
  expected: expected.optional().describe('Where the answer stands, all of it.'),
})
export const ImportTestCases = TestedKnowledgeBase.extend({
  csv: z
    .string()
    .min(1)
    .max(1_000_000)
    .describe(
      'Columns question, answer, document and quote, named in the first row; only the first is needed.',
    ),
})
export const ImportedTestCases = z.object({ added: z.int() }).meta({ id: 'ImportedTestCases' })
export const KeepTestCase = TestedKnowledgeBase.extend({
  messageId: id('message').describe(
    'A question of a conversation, or its answer, which is then what is expected.',
  ),
})

export const EvaluationVerdict = z
  .enum(['running', 'failed', 'overtaken', 'first', 'passed', 'worse', 'blocked', 'accepted', 'rejected'])
  .describe(
    '`overtaken`: the knowledge base changed meanwhile, so a later run says how it is. `worse` than the last one that counts: to be accepted, so that it counts. `blocked`: the quality gate blocks the change until it is accepted or rejected, or a later run passes.',
  )
export const TestCaseResult = z
  .object({
    testCaseId: z.uuid(),
    revision,
    question: z.string().describe('As it was asked then.'),
    recall: z.number().nullable().describe('The share of what was expected among the first 8 passages.'),
    support: z.number().nullable().describe('The share of the answer’s statements that those support.'),
    missing: z.array(z.string()).describe('The documents of what was not found.'),
  })
  .meta({ id: 'TestCaseResult' })
export type TestCaseResult = z.infer<typeof TestCaseResult>
export const EvaluationRun = z
  .object({
    id: id('evaluationRun'),
    knowledgeBaseId: id('knowledgeBase'),
    cause: z.enum(['asked', 'change']),
    verdict: EvaluationVerdict,
    recall: z.number().nullable(),
    support: z.number().nullable(),
    results: z.array(TestCaseResult),
    createdAt: Instant,
    endedAt: Instant.nullable(),
  })
  .meta({ id: 'EvaluationRun' })
export type EvaluationRun = z.infer<typeof EvaluationRun>
export const EvaluationRunList = z.object({ items: z.array(EvaluationRun) }).meta({ id: 'EvaluationRunList' })
export const JudgeEvaluationRun = z.strictObject({
  evaluationRunId: id('evaluationRun'),
  decision: z.enum(['accepted', 'rejected']).describe('Only what is blocked can be rejected.'),
})
