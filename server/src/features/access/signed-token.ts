import { errors, jwtVerify, SignJWT } from 'jose'
import { z } from 'zod'
import type { SignedIn } from '#contract/shapes/people.ts'
import type { Application } from '#kernel/application.ts'
import { unauthenticated } from '#kernel/fault.ts'
import { findSessionOfAccess } from './session-store.ts'
import { hashToken } from './token.ts'

const ALGORITHM = 'HS256'
const ISSUER = 'parley'

const Claims = z.object({ sid: z.uuid(), tid: z.uuid(), jti: z.string(), exp: z.number() })

/** Which session a signed token is of. */
export interface SignedToken {
  readonly tenantId: string
  readonly sessionId: string
  /** The hash of the opaque token that it was made from. */
  readonly accessHash: string
  readonly expiresAt: Date
}

/** Whether a token has the form of a JWT. Opaque tokens never contain a dot. */
export const isSigned = (token: string): boolean => token.includes('.')

/**
 * The access token of a session for clients that read claims from it: a JWT (HS256) with those claims, for the
 * configured audience. It is valid until the opaque token expires or the session ends, even if a later one was made.
 * Throws Fault `unauthenticated` if the opaque token is not valid any more.
 */
export async function signAccessToken(
  { database, settings, vault }: Application,
  { accessToken, accessTokenExpiresAt }: Pick<SignedIn, 'accessToken' | 'accessTokenExpiresAt'>,
  claims: Readonly<Record<string, string | number>>,
): Promise<string> {
  if (settings.tokenAudience === null) throw new Error('These settings have no audience for signed tokens.')
  const accessHash = hashToken(accessToken)
  const session = await database.system((tx) => findSessionOfAccess(tx, accessHash))
  if (!session) throw unauthenticated()
  return new SignJWT({ ...claims, sid: session.id, tid: session.tenant_id })
    .setProtectedHeader({ alg: ALGORITHM, typ: 'JWT' })
    .setIssuer(ISSUER)
    .setAudience(settings.tokenAudience)
    .setJti(accessHash)
    .setIssuedAt()
    .setExpirationTime(new Date(accessTokenExpiresAt))
    .sign(vault.tokenKey)
}

/** The claims of a signed token, even if it has expired; null for one that is not ours or has another audience. */
export async function readSignedToken(
  { settings, vault }: Application,
  token: string,
): Promise<SignedToken | null> {
  if (settings.tokenAudience === null) return null
  const checks = { algorithms: [ALGORITHM], issuer: ISSUER, audience: settings.tokenAudience }
  const payload = await jwtVerify(token, vault.tokenKey, checks).then(
    (verified) => verified.payload,
    (error: unknown) => {
      if (error instanceof errors.JWTExpired) return error.payload
      if (error instanceof errors.JOSEError) return null
      throw error
    },
  )
  const claims = Claims.safeParse(payload).data
  if (!claims) return null
  return {
    tenantId: claims.tid,
    sessionId: claims.sid,
    accessHash: claims.jti,
    expiresAt: new Date(claims.exp * 1_000),
  }
}
