import { uuidv7 } from 'uuidv7'
import { z } from 'zod'
import type { CommandContext } from '#kernel/use-case.ts'
import { Fault } from '#kernel/fault.ts'
import type { JobInput } from '#kernel/jobs.ts'
import type { Scope } from '#kernel/scope.ts'
import { Secret } from '#platform/crypto/secret.ts'
import { mailSend, placeOfMail } from './job-kinds.ts'

export interface Letter {
  readonly to: string
  readonly subject: string
  readonly text: string
}

/** Sends an email after the commit. False, and nothing else, if this server sends none. */
export function askForMail({ scope, enqueue }: CommandContext, { to, subject, text }: Letter): boolean {
  const { app, tenantId } = scope
  if (!app.settings.sendsMail) return false
  const mailId = uuidv7()
  const sealed = app.vault.seal(
    new Secret(JSON.stringify({ to, subject, text })),
    placeOfMail(tenantId, mailId),
  )
  enqueue(mailSend, { mailId, sealed })
  return true
}

const Content = z.object({ to: z.string(), subject: z.string(), text: z.string() })

/** Hands a mail over to the mail server. A crash may send it twice, under the same Message-ID. */
export async function sendMail(scope: Scope, { mailId, sealed }: JobInput<typeof mailSend>): Promise<void> {
  const { ports } = scope.app
  if (!ports.mailer) throw new Fault('unavailable', 'This server no longer sends email.')
  const opened = scope.app.vault.open(sealed, placeOfMail(scope.tenantId, mailId))
  await ports.mailer.send({ id: mailId, ...Content.parse(JSON.parse(opened.reveal())) }, scope.signal)
}
