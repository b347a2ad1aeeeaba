import type { Application } from '#kernel/application.ts'
import { memoryOf } from '#kernel/memory.ts'
import type { Credential } from './credential.ts'
import { changedId, credentialTopic } from './session-tokens.ts'
import { findCredential, findCredentialOfSigned } from './find-credential.ts'
import { isSigned, readSignedToken } from './signed-token.ts'
import { checkTenant } from './suspension.ts'
import { hashToken } from './token.ts'

/** By what a token is hashed to. */
const memory = memoryOf<Credential>({
  keptMs: 2_000,
  entriesMax: 10_000,
  topic: credentialTopic,
  isAbout: (message, _, { id, holder, visitorSession }) =>
    [id, holder.id, visitorSession?.widgetId].includes(changedId(message)),
})

/**
 * The credential behind a token, remembered for two seconds. A change that commits in this process is seen at once,
 * one in another process after those two seconds at most. Unknown tokens are not remembered.
 */
export async function recallCredential(app: Application, token: string): Promise<Credential | null> {
  const signed = isSigned(token) ? await readSignedToken(app, token) : null
  // For whom a signed token is depends on the door, so nothing is remembered before that was looked at.
  if (isSigned(token) && !signed) return null
  const hash = hashToken(token)
  const known = memory(app).recall(hash)
  if (known) return known

  const keep = memory(app).beginReading()
  const credential = await app.database.system(async (tx) => {
    const found = signed
      ? await findCredentialOfSigned(tx, signed)
      : await findCredential(tx, app.visitorSessions, token)
    // Whoever enters is asked next whether the tenant is open.
    if (found) await checkTenant(app, tx, found.tenantId)
    return found
  })
  if (credential) keep(hash, credential)
  return credential
}
