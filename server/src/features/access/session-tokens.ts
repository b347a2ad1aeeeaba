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

/** An access and a refresh token that belong together. */
export interface Pair {
  readonly access: MadeToken
  readonly refresh: MadeToken
  /** From which, and the refresh token that was paid for it, it can be made again. */
  readonly salt: string | null
}

/** The tokens of a session that begins. */
export const firstPair = (): Pair => ({
  access: newToken('access'),
  refresh: newToken('refresh'),
  salt: null,
})

/**
 * The tokens that a refresh token is exchanged for. Only its holder and the salt together make them, so that an
 * answer that was lost can be given again though no token is stored.
 */
export const successorOf = (refreshToken: string, salt = randomBytes(32).toString('base64url')): Pair => ({
  access: tokenFrom('access', refreshToken, salt),
  refresh: tokenFrom('refresh', refreshToken, salt),
  salt,
})

/** A new access token beside a refresh token that stays. */
export const beside = (refreshToken: string): Pair => ({
  access: newToken('access'),
  refresh: { token: refreshToken, hash: hashToken(refreshToken) },
  salt: null,
})

/** A pair as of now: as the client gets it, and as it is stored. */
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

/** Where it is told that a credential is another now. */
export const credentialTopic = 'credential-changed'

interface CredentialChange {
  /** Of a session, an API key, a visitor session, a widget, a visitor, a member or a whole tenant: they never collide. */
  id: string
  /** Whether what it opened must end: it ended itself, or its rights are others now. */
  ends: boolean
}

/** Says after the commit that a credential ended, or that its member has other rights, is suspended or gone. */
export const announceEnd = ({ announce }: Pick<CommandContext, 'announce'>, id: string): void =>
  announce(credentialTopic, { id, ends: true } satisfies CredentialChange)

/** Says after the commit that what is remembered of a credential is out of date. What it opened goes on. */
export const announceChange = ({ announce }: Pick<CommandContext, 'announce'>, id: string): void =>
  announce(credentialTopic, { id, ends: false } satisfies CredentialChange)

/** What has changed, of a message on the topic: a session, an API key, a visitor session, a widget, a visitor, a member or a whole tenant. */
export const changedId = (message: unknown): string => (message as CredentialChange).id

/**
 * Hears the id of every credential that ends, and of every member whose rights change, who is suspended or removed,
 * until the returned function is called. Doors end what is open for a scope when the id is its `credentialId` or its
 * `actor.id`, the widget of its visitor session, or its `tenantId`: then the tenant was suspended or restored. A refresh of tokens is not heard: the session goes on.
 */
export const credentialEnded = (app: Application, listener: (id: string) => void): (() => void) =>
  app.live.subscribe(credentialTopic, (message) => {
    const change = message as CredentialChange
    if (change.ends) listener(change.id)
  })
