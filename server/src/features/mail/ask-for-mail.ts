import { uuidv7 } from 'uuidv7'
import { Secret } from '#platform/crypto/secret.ts'
import type { CommandContext } from '#kernel/use-case.ts'
import { mailSend, placeOfMail } from './job-kinds.ts'

export interface Letter {
  readonly to: string
  readonly subject: string
  readonly text: string
}

/** Sends a mail after the commit. False, and nothing more, where this server sends none. */
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
