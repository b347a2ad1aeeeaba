import type { z } from 'zod'
import { deleteScheduledJob, upsertScheduledJob } from '#platform/queue/scheduled-jobs.ts'
import type { JobKind } from './jobs.ts'
import type { CommandContext } from './use-case.ts'

/**
 * Schedules a job for `dueAt` by the application's clock, in this transaction. If the subject already has a scheduled job of
 * that kind, it is moved. The job itself must schedule the next one or cancel.
 */
export function scheduleJob<I extends z.ZodType>(
  { scope, send }: CommandContext,
  kind: JobKind<I>,
  subjectId: string,
  input: z.input<I>,
  dueAt: Date,
): void {
  const { name: jobName, triesMax } = kind
  send(upsertScheduledJob({ tenantId: scope.tenantId, jobName, subjectId, input, triesMax, dueAt }))
}

/** Cancels a subject's scheduled job of that kind, if there is one. */
export const cancelScheduledJob = ({ scope, send }: CommandContext, kind: JobKind, subjectId: string): void =>
  void send(deleteScheduledJob({ tenantId: scope.tenantId, jobName: kind.name, subjectId }))
