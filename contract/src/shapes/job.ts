import { z } from 'zod'
import { Instant, id } from '../ids.ts'
import { PageQuery, pageOf } from '../page.ts'

export const jobStates = ['waiting', 'running', 'done', 'dead'] as const
export const JobState = z
  .enum(jobStates)
  .describe(
    '`waiting`: due at `dueAt`. `running`: a process has it. `done`. `dead`: it failed as often as it may, and is tried again only when somebody wants it.',
  )
export type JobState = z.infer<typeof JobState>

/** Work of the tenant that is done in the background. */
export const Job = z
  .object({
    id: id('job'),
    name: z.string().describe('Which kind of work, for example `document.index`.'),
    state: JobState,
    tries: z.int().describe('How often it was begun.'),
    triesMax: z.int(),
    reason: z.string().nullable().describe('Why it failed last; null where it never did.'),
    askedBy: z.object({ kind: z.string(), name: z.string() }).describe('In whose name it is done.'),
    createdAt: Instant,
    dueAt: Instant,
    endedAt: Instant.nullable(),
  })
  .meta({ id: 'Job' })
export type Job = z.infer<typeof Job>

export const JobRef = z.strictObject({ jobId: id('job') })

export const ListJobs = PageQuery.extend({
  state: JobState.optional().describe('Those in this state alone.'),
  name: z
    .string()
    .regex(/^[a-z]+(-[a-z]+)*\.[a-z]+(-[a-z]+)*$/)
    .max(60)
    .optional()
    .describe('Those of this kind alone.'),
})

export const JobPage = pageOf(Job)
  .extend({
    counts: z
      .record(JobState, z.int())
      .describe(
        'How many there are in each state, of every kind. What is done is kept for a day, what is dead for thirty.',
      ),
  })
  .meta({ id: 'JobPage' })
export type JobPage = z.infer<typeof JobPage>
