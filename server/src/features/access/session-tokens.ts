import { randomBytes } from 'node:crypto'
import type { SignedIn } from '#contract/shapes/people.ts'
import type { Settings } from '#kernel/settings.ts'
import type { Application } from '#kernel/application.ts'
import type { CommandContext } from '#kernel/use-case.ts'
import type { StoredTokens } from './session-store.ts'
import { hashToken, newToken, tokenFrom } from './token.ts'

type ShownTokens = Pick<
  SignedIn,
  'accessToken' | 'accessTokenExpiresAt' | 'refreshToken' | 'refreshTokenExpiresAt'
>

interface MadeToken {
  readonly token: string
  readonly hash: string
}

/** An access token and its refresh token. */
export interface Pair {
  readonly access: MadeToken
  readonly refresh: MadeToken
  /** Together with the refresh token that was exchanged, recreates the pair. */
  readonly salt: string | null
}

/** The tokens of a new session. */
export const firstPair = (): Pair => ({
  access: newToken('access'),
  refresh: newToken('refresh'),
  salt: null,
})

/**
 * The tokens that a refresh token is exchanged for, derived from the token and the salt, so that a lost response can be
 * repeated although no token is stored.
 */
export const successorOf = (refreshToken: string, salt = randomBytes(32).toString('base64url')): Pair => ({
  access: tokenFrom('access', refreshToken, salt),
  refresh: tokenFrom('refresh', refreshToken, salt),
  salt,
})

/** A new access token beside an unchanged refresh token. */
export const beside = (refreshToken: string): Pair => ({
  access: newToken('access'),
  refresh: { token: refreshToken, hash: hashToken(refreshToken) },
  salt: null,
})

/** A pair issued now: for the client, and as it is stored. */
export function issue(
  { access, refresh, salt }: Pair,
  settings: Settings,
  now: Date,
): { shown: ShownTokens; stored: StoredTokens } {
  const accessExpiresAt = new Date(now.getTime() + settings.accessTokenLifetimeMs)
  const refreshExpiresAt = new Date(now.getTime() + settings.refreshTokenLifetimeMs)
  return {
    shown: {
      accessToken: access.token,
      accessTokenExpiresAt: accessExpiresAt.toISOString(),
      refreshToken: refresh.token,
      refreshTokenExpiresAt: refreshExpiresAt.toISOString(),
    },
    stored: {
      pair_salt: salt,
      access_hash: access.hash,
      access_expires_at: accessExpiresAt,
      refresh_hash: refresh.hash,
      refresh_expires_at: refreshExpiresAt,
    },
  }
}

/** The topic on which changes of credentials are published. */
export const credentialTopic = 'credential-changed'

interface CredentialChange {
  /** Of a session, an API key, a visitor session, a widget, a visitor, a member or a whole tenant: they never collide. */
  id: string
  /** Whether whatever it opened must end, because it ended itself or its permissions changed. */
  ends: boolean
}

/**
 * Announces after the commit that a credential ended, or that its member's permissions changed, or that the member was
 * suspended or removed.
 */
export const announceEnd = ({ announce }: Pick<CommandContext, 'announce'>, id: string): void =>
  announce(credentialTopic, { id, ends: true } satisfies CredentialChange)

/** Announces after the commit that the cached credential is out of date. Whatever it opened continues. */
export const announceChange = ({ announce }: Pick<CommandContext, 'announce'>, id: string): void =>
  announce(credentialTopic, { id, ends: false } satisfies CredentialChange)

/**
 * The subject of a message on the topic: a session, an API key, a visitor session, a widget, a visitor, a member or a
 * tenant.
 */
export const changedId = (message: unknown): string => (message as CredentialChange).id

/**
 * Calls the listener with the ID of every credential that ends, and of every member whose permissions change or who is
 * suspended or removed, until the returned function is called. Doors close whatever is open for a scope if the ID is
 * its `credentialId`, its `actor.id`, the widget of its visitor session, or its `tenantId`: then the tenant was
 * suspended or restored. Refreshed tokens are not announced: the session continues.
 */
export const credentialEnded = (app: Application, listener: (id: string) => void): (() => void) =>
  app.live.subscribe(credentialTopic, (message) => {
    const change = message as CredentialChange
    if (change.ends) listener(change.id)
  })
