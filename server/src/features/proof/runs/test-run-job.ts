import { z } from 'zod'
import { id } from '#contract/ids.ts'
import { jobKind } from '#kernel/jobs.ts'

export const TestRunRef = z.strictObject({ testRunId: id('testRun') })

/** The work of asking a source its test questions. */
export const testRunJob = jobKind({ name: 'test-run.do', input: TestRunRef, triesMax: 3 })
