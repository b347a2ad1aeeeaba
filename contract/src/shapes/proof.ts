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

export const TestQuestion = z
  .object({
    id: id('testQuestion'),
    sourceId: id('source'),
    question,
    answer,
    expected,
    revision,
    createdAt: Instant,
  })
  .meta({ id: 'TestQuestion' })
export type TestQuestion = z.infer<typeof TestQuestion>
export const TestQuestionList = z.object({ items: z.array(TestQuestion) }).meta({ id: 'TestQuestionList' })
export const TestedSource = z.strictObject({ sourceId: id('source') })
export const TestQuestionRef = z.strictObject({ testQuestionId: id('testQuestion') })
export const AddTestQuestion = TestedSource.extend({
  question,
  answer: answer.default(''),
  expected: expected.default([]),
})
export const ChangeTestQuestion = TestQuestionRef.extend({
  question: question.optional(),
  answer: answer.optional(),
  expected: expected.optional().describe('Where the answer stands, all of it.'),
})
export const ImportTestQuestions = TestedSource.extend({
  csv: z
    .string()
    .min(1)
    .max(1_000_000)
    .describe(
      'Columns question, answer, document and quote, named in the first row; only the first is needed.',
    ),
})
export const ImportedTestQuestions = z.object({ added: z.int() }).meta({ id: 'ImportedTestQuestions' })
export const KeepTestQuestion = TestedSource.extend({
  messageId: id('message').describe(
    'A question of a conversation, or its answer, which is then what is expected.',
  ),
})

export const TestVerdict = z
  .enum(['running', 'failed', 'overtaken', 'first', 'passed', 'worse', 'held', 'accepted', 'rejected'])
  .describe(
    '`overtaken`: the source changed meanwhile, so a later run says how it is. `worse` than the last one that counts: to be accepted, so that it counts. `held`: the gate holds the change back until it is accepted or rejected, or a later run passes.',
  )
export const TestResult = z
  .object({
    testQuestionId: z.uuid(),
    revision,
    question: z.string().describe('As it was asked then.'),
    recall: z.number().nullable().describe('The share of what was expected among the first 8 passages.'),
    support: z.number().nullable().describe('The share of the answer’s statements that those support.'),
    missing: z.array(z.string()).describe('The documents of what was not found.'),
  })
  .meta({ id: 'TestResult' })
export type TestResult = z.infer<typeof TestResult>
export const TestRun = z
  .object({
    id: id('testRun'),
    sourceId: id('source'),
    cause: z.enum(['asked', 'change']),
    verdict: TestVerdict,
    recall: z.number().nullable(),
    support: z.number().nullable(),
    results: z.array(TestResult),
    createdAt: Instant,
    endedAt: Instant.nullable(),
  })
  .meta({ id: 'TestRun' })
export type TestRun = z.infer<typeof TestRun>
export const TestRunList = z.object({ items: z.array(TestRun) }).meta({ id: 'TestRunList' })
export const JudgeTestRun = z.strictObject({
  testRunId: id('testRun'),
  decision: z.enum(['accepted', 'rejected']).describe('Only what is held back can be rejected.'),
})
