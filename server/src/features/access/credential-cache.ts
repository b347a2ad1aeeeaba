import type { Application } from '#kernel/application.ts'
import { memoryOf } from '#kernel/memory.ts'
import type { Credential } from './credential.ts'
import { changedId, credentialTopic } from './session-tokens.ts'
import { findCredential, findCredentialOfSigned } from './find-credential.ts'
import { isSigned, readSignedToken } from './signed-token.ts'
import { checkTenant } from './suspension.ts'
import { hashToken } from './token.ts'

/** By the hash of a token. */
const memory = memoryOf<Credential>({
  keptMs: 2_000,
  entriesMax: 10_000,
  topic: credentialTopic,
  isAbout: (message, _, { id, holder, visitorSession }) =>
    [id, holder.id, visitorSession?.widgetId].includes(changedId(message)),
})

/**
 * The credential of a token, cached for two seconds. A change committed in this process applies at once, one in another
 * process after two seconds at most. Unknown tokens are not cached.
 */
export async function recallCredential(app: Application, token: string): Promise<Credential | null> {
  const signed = isSigned(token) ? await readSignedToken(app, token) : null
  // The audience of a signed token depends on the endpoint, so nothing is cached before that was checked.
  if (isSigned(token) && !signed) return null
  const hash = hashToken(token)
  const known = memory(app).recall(hash)
  if (known) return known

  const keep = memory(app).beginReading()
  const credential = await app.database.system(async (tx) => {
    const found = signed
      ? await findCredentialOfSigned(tx, signed)
      : await findCredential(tx, app.visitorSessions, token)
    // The next check of an entry is whether the tenant is suspended.
    if (found) await checkTenant(app, tx, found.tenantId)
    return found
  })
  if (credential) keep(hash, credential)
  return credential
}
