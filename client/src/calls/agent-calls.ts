import type { z } from 'zod'
import type { Page } from '#contract/page.ts'
import type {
  Agent,
  ChangeAgent,
  CreateAgent,
  LanguageModelList,
  ToolList,
  FirstSteps,
} from '#contract/shapes/agent.ts'
import { path, type Transport } from '../transport.ts'
import type { PageOptions } from './page-options.ts'

export const agentCalls = ({ call }: Transport) => ({
  list: (query: PageOptions = {}) => call<Page<Agent>>('GET', '/v1/agents', { query: { ...query } }),
  create: (body: z.input<typeof CreateAgent>) => call<Agent>('POST', '/v1/agents', { body }),
  read: (agentId: string) => call<Agent>('GET', path`/v1/agents/${agentId}`),
  change: (agentId: string, body: Omit<z.input<typeof ChangeAgent>, 'agentId'>) =>
    call<Agent>('PATCH', path`/v1/agents/${agentId}`, { body }),
  remove: (agentId: string, options: { keepalive?: boolean } = {}) =>
    call<void>('DELETE', path`/v1/agents/${agentId}`, options),
  firstSteps: () => call<FirstSteps>('GET', '/v1/first-steps'),
  languageModels: () => call<z.output<typeof LanguageModelList>>('GET', '/v1/language-models'),
  tools: () => call<z.output<typeof ToolList>>('GET', '/v1/tools'),
})
