import type { z } from 'zod'
import type {
  FilledServerPrompt,
  FillServerPrompt,
  ServerPrompt,
  ServerResource,
  ServerResourceText,
} from '#contract/shapes/server-offer.ts'
import type {
  ApproveServerTools,
  ChangeToolServer,
  CreateToolServer,
  FinishToolSignIn,
  SyncedToolServer,
  ToolServer,
  ToolServerList,
} from '#contract/shapes/tool-server.ts'
import { path, type Transport } from '../transport.ts'

type Synced = z.output<typeof SyncedToolServer>

/** Servers outside whose tools agents may be given. */
export const toolServerCalls = ({ call }: Transport) => ({
  list: () => call<ToolServerList>('GET', '/v1/tool-servers'),
  create: (body: z.input<typeof CreateToolServer>) => call<ToolServer>('POST', '/v1/tool-servers', { body }),
  read: (toolServerId: string) => call<Synced>('GET', path`/v1/tool-servers/${toolServerId}`),
  change: (toolServerId: string, body: Omit<z.input<typeof ChangeToolServer>, 'toolServerId'>) =>
    call<ToolServer>('PATCH', path`/v1/tool-servers/${toolServerId}`, { body }),
  remove: (toolServerId: string, options: { keepalive?: boolean } = {}) =>
    call<void>('DELETE', path`/v1/tool-servers/${toolServerId}`, options),
  /** Looks what it offers now. */
  sync: (toolServerId: string) => call<Synced>('POST', path`/v1/tool-servers/${toolServerId}/sync`),
  /** Tools as they were shown, by the fingerprint of what was offered. */
  approve: (toolServerId: string, tools: z.input<typeof ApproveServerTools>['tools']) =>
    call<Synced>('POST', path`/v1/tool-servers/${toolServerId}/approve`, { body: { tools } }),
  /** What it has to read besides its tools, asked of it now. */
  resources: (toolServerId: string) =>
    call<{ items: ServerResource[] }>('GET', path`/v1/tool-servers/${toolServerId}/resources`),
  readResource: (toolServerId: string, uri: string) =>
    call<ServerResourceText>('POST', path`/v1/tool-servers/${toolServerId}/read-resource`, { body: { uri } }),
  /** What it proposes to say to an agent. */
  prompts: (toolServerId: string) =>
    call<{ items: ServerPrompt[] }>('GET', path`/v1/tool-servers/${toolServerId}/prompts`),
  fillPrompt: (toolServerId: string, body: Omit<z.input<typeof FillServerPrompt>, 'toolServerId'>) =>
    call<FilledServerPrompt>('POST', path`/v1/tool-servers/${toolServerId}/fill-prompt`, { body }),
  /** What it is shown when it is called for whoever asks, where each member has their own. */
  setHeaders: (toolServerId: string, headers: Record<string, string>) =>
    call<void>('POST', path`/v1/tool-servers/${toolServerId}/headers`, { body: { headers } }),
  /** The page where the member signs in; it leads back to the console with a state and a code. */
  beginSignIn: (toolServerId: string) =>
    call<{ page: string }>('POST', path`/v1/tool-servers/${toolServerId}/sign-in`),
  finishSignIn: (body: z.input<typeof FinishToolSignIn>) =>
    call<ToolServer>('POST', '/v1/tool-sign-ins', { body }),
  signOut: (toolServerId: string) => call<void>('POST', path`/v1/tool-servers/${toolServerId}/sign-out`),
})
