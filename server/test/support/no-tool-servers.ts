import type { ToolServers } from '#kernel/tool-servers.ts'
import { troubled } from '#kernel/tool-trouble.ts'

/** What is kept of a sign-in that was begun, and led nowhere. */
export const begunNowhere = {
  at: { issuer: 'https://sign-in.invalid', metadata: {}, client: {}, resource: 'https://tools.invalid' },
  codeVerifier: 'any',
  redirectUrl: 'https://parley.invalid/settings/tools',
}

/** No server of tools is there, but everybody may sign in. */
export const noToolServers: ToolServers = {
  programs: () => [],
  open: async () => {
    throw troubled('unreachable')
  },
  forget() {},
  close: async () => {},
  signIns: {
    begin: async () => ({ page: 'https://sign-in.invalid/authorize', begun: begunNowhere }),
    finish: async ({ at }) => ({ accessToken: 'any', refreshToken: null, expiresAt: null, at }),
    renew: async () => null,
  },
}
