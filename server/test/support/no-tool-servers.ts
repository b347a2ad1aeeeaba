import type { ToolServers, ToolSession } from '#kernel/tool-servers.ts'
import { toolServerFault } from '#kernel/tool-server-fault.ts'

/** What is kept of a sign-in that was begun, and led nowhere. */
export const begunNowhere = {
  at: { issuer: 'https://sign-in.invalid', metadata: {}, client: {}, resource: 'https://tools.invalid' },
  codeVerifier: 'any',
  redirectUrl: 'https://parley.invalid/settings/tools',
}

/** What a server that is there after all is shown. */
export const readingKey = { 'x-reads': 'swordfish' }

const reading: ToolSession = {
  protocol: '2025-11-25',
  title: 'A shelf',
  tools: async () => [],
  call: async () => ({ output: null, isError: true }),
  resources: async () => [
    { uri: 'shelf://hours', name: 'Hours', description: 'When we open', mediaType: 'text/plain' },
  ],
  readResource: async () => [{ mediaType: 'text/plain', text: 'We open at nine.' }],
  prompts: async () => [
    {
      name: 'greet',
      description: 'A greeting',
      arguments: [{ name: 'who', description: '', isRequired: true }],
    },
  ],
  getPrompt: async () => [{ role: 'user', text: 'Greet them.' }],
}

/** No server of tools is there but for whoever shows the key, and everybody may sign in. */
export const noToolServers: ToolServers = {
  programs: () => [],
  open: async (access) => {
    if (access.transport !== 'program' && 'x-reads' in access.headers) return reading
    throw toolServerFault('unreachable')
  },
  forget() {},
  close: async () => {},
  signIns: {
    begin: async () => ({ page: 'https://sign-in.invalid/authorize', begun: begunNowhere }),
    finish: async ({ at }) => ({ accessToken: 'any', refreshToken: null, expiresAt: null, at }),
    renew: async () => null,
  },
}
