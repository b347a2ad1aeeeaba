import type { Application } from '#kernel/application.ts'

const HOUR_MS = 3_600_000

/** Its clients' tokens live for an hour and a week, and one refresh token is good for all of that week. */
export const withItsTokens = (app: Application): Application => ({
  ...app,
  settings: {
    ...app.settings,
    accessTokenLifetimeMs: HOUR_MS,
    refreshTokenLifetimeMs: 7 * 24 * HOUR_MS,
    keepsRefreshTokens: true,
    tokenAudience: 'mini-chatbox',
  },
})
