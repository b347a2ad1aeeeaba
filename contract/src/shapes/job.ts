import { z } from 'zod'
import { Instant, id } from '../ids.ts'
import { PageQuery, pageOf } from '../page.ts'

export const jobStates = ['waiting', 'running', 'done', 'dead'] as const
export const JobState = z
  .enum(jobStates)
  .describe(
    '`waiting`: due at `dueAt`; `running`: in progress; `done`: finished; `dead`: failed too many times, and tried again only on request.',
  )
export type JobState = z.infer<typeof JobState>

/** A background job of the tenant. */
export const Job = z
  .object({
    id: id('job'),
    name: z.string().describe('The kind of work, for example `document.index`.'),
    state: JobState,
    tries: z.int().describe('How many times the job was started.'),
    triesMax: z.int().describe('How many times the job is started at most.'),
    reason: z.string().nullable().describe('Why the job last failed; null if it never did.'),
    askedBy: z.object({ kind: z.string(), name: z.string() }).describe('Who the job runs on behalf of.'),
    createdAt: Instant,
    dueAt: Instant.describe('The earliest time the job starts or is tried again.'),
    endedAt: Instant.nullable().describe('When the job was done or dead; null before that.'),
  })
  .meta({ id: 'Job' })
export type Job = z.infer<typeof Job>

export const JobRef = z.strictObject({ jobId: id('job') })

export const ListJobs = PageQuery.extend({
  state: JobState.optional().describe('Only jobs in this state.'),
  name: z
    .string()
    .regex(/^[a-z]+(-[a-z]+)*\.[a-z]+(-[a-z]+)*$/)
    .max(60)
    .optional()
    .describe('Only jobs of this kind, for example `document.index`.'),
})

export const JobPage = pageOf(Job)
  .extend({
    counts: z
      .record(JobState, z.int())
      .describe(
        'The number of jobs in each state, of all kinds. Done jobs are kept for 1 day, dead jobs for 30 days.',
      ),
  })
  .meta({ id: 'JobPage' })
export type JobPage = z.infer<typeof JobPage>
