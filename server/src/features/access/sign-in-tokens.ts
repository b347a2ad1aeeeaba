import type { SignedIn } from '#contract/shapes/people.ts'
import type { Settings } from '#kernel/settings.ts'
import type { StoredTokens } from './sign-in-store.ts'
import { newToken } from './token.ts'

type ShownTokens = Pick<
  SignedIn,
  'accessToken' | 'accessTokenExpiresAt' | 'refreshToken' | 'refreshTokenExpiresAt'
>

/** A new pair of tokens: as the client gets it, once, and as it is stored. */
export function newTokens(settings: Settings, now: Date): { shown: ShownTokens; stored: StoredTokens } {
  const access = newToken('access')
  const refresh = newToken('refresh')
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
      access_hash: access.hash,
      access_expires_at: accessExpiresAt,
      refresh_hash: refresh.hash,
      refresh_expires_at: refreshExpiresAt,
    },
  }
}
