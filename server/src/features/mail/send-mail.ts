import { z } from 'zod'
import { Fault } from '#kernel/fault.ts'
import type { JobInput } from '#kernel/jobs.ts'
import type { Scope } from '#kernel/scope.ts'
import { mailSend, placeOfMail } from './job-kinds.ts'

const Content = z.object({ to: z.string(), subject: z.string(), text: z.string() })

/** Hands a mail over to the mail server. A crash may send it twice, under the same Message-ID. */
export async function sendMail(scope: Scope, { mailId, sealed }: JobInput<typeof mailSend>): Promise<void> {
  const { ports } = scope.app
  if (!ports.mailer) throw new Fault('unavailable', 'This server no longer sends email.')
  const opened = scope.app.vault.open(sealed, placeOfMail(scope.tenantId, mailId))
  await ports.mailer.send({ id: mailId, ...Content.parse(JSON.parse(opened.reveal())) }, scope.signal)
}
