import type { z } from 'zod'
import { cancelledAppointment, madeAppointment } from '#platform/queue/appointments.ts'
import type { JobKind } from './jobs.ts'
import type { CommandContext } from './use-case.ts'

/**
 * Has a job stored when the application's clock comes to `dueAt`, in this transaction; an appointment of that kind that
 * is there for the subject moves. The job settles it: by making the next appointment, or by cancelling.
 */
export function appoint<I extends z.ZodType>(
  { scope, send }: CommandContext,
  kind: JobKind<I>,
  subjectId: string,
  input: z.input<I>,
  dueAt: Date,
): void {
  const { name: jobName, triesMax } = kind
  send(madeAppointment({ tenantId: scope.tenantId, jobName, subjectId, input, triesMax, dueAt }))
}

/** Cancels the appointment of that kind for a subject, if there is one. */
export const cancelAppointment = ({ scope, send }: CommandContext, kind: JobKind, subjectId: string): void =>
  void send(cancelledAppointment({ tenantId: scope.tenantId, jobName: kind.name, subjectId }))
