import type { z } from 'zod'
import type { Page } from '#contract/page.ts'
import type {
  Agent,
  ChangeAgent,
  CreateAgent,
  LanguageModelList,
  ToolList,
  FirstSteps,
  SetAdaptation,
  SetAgentHandoff,
  SetProactiveMessages,
} from '#contract/shapes/agent.ts'
import type {
  AgentDiff,
  AgentDraft,
  AgentVersion,
  ChangeDraft,
  PublishAgent,
  WholeAgentVersion,
} from '#contract/shapes/agent-version.ts'
import type {
  AgentFile,
  AgentTemplateList,
  ImportedAgent,
  TemplateLanguage,
} from '#contract/shapes/agent-file.ts'
import type { Suggestion } from '#contract/shapes/suggestion.ts'
import { path, type Transport } from '../transport.ts'
import type { PageOptions } from './page-options.ts'

type Of<Input extends z.ZodType> = Omit<z.input<Input>, 'agentId'>

export const suggestionCalls = ({ call }: Transport) => ({
  list: (agentId: string, query: PageOptions & { state?: 'waiting' | 'settled' } = {}) =>
    call<Page<Suggestion>>('GET', path`/v1/agents/${agentId}/suggestions`, { query: { ...query } }),
  /** As it is, or with the instructions as they were edited. */
  apply: (suggestionId: string, body: { instructions?: string } = {}) =>
    call<Suggestion>('POST', path`/v1/suggestions/${suggestionId}/apply`, { body }),
  dismiss: (suggestionId: string) =>
    call<Suggestion>('POST', path`/v1/suggestions/${suggestionId}/dismiss`, { body: {} }),
  undo: (suggestionId: string) =>
    call<Suggestion>('POST', path`/v1/suggestions/${suggestionId}/undo`, { body: {} }),
})

export const agentCalls = ({ call }: Transport) => ({
  list: (query: PageOptions = {}) => call<Page<Agent>>('GET', '/v1/agents', { query: { ...query } }),
  create: (body: z.input<typeof CreateAgent>) => call<Agent>('POST', '/v1/agents', { body }),
  read: (agentId: string) => call<Agent>('GET', path`/v1/agents/${agentId}`),
  /** Changes it and publishes that at once. */
  change: (agentId: string, body: Of<typeof ChangeAgent>) =>
    call<Agent>('PATCH', path`/v1/agents/${agentId}`, { body }),
  remove: (agentId: string, options: { keepalive?: boolean } = {}) =>
    call<void>('DELETE', path`/v1/agents/${agentId}`, options),
  /** As it is being changed, apart from what answers. */
  draft: (agentId: string) => call<AgentDraft>('GET', path`/v1/agents/${agentId}/draft`),
  changeDraft: (agentId: string, body: Of<typeof ChangeDraft>) =>
    call<AgentDraft>('PATCH', path`/v1/agents/${agentId}/draft`, { body }),
  discardDraft: (agentId: string) => call<AgentDraft>('DELETE', path`/v1/agents/${agentId}/draft`),
  publish: (agentId: string, body: Of<typeof PublishAgent> = {}) =>
    call<Agent>('POST', path`/v1/agents/${agentId}/publish`, { body }),
  versions: (agentId: string, query: PageOptions = {}) =>
    call<Page<AgentVersion>>('GET', path`/v1/agents/${agentId}/versions`, { query: { ...query } }),
  version: (agentId: string, number: number) =>
    call<WholeAgentVersion>('GET', path`/v1/agents/${agentId}/versions/${String(number)}`),
  /** What differs between two versions; what answers and the draft, where they are left out. */
  compare: (agentId: string, query: { from?: number | undefined; to?: number | undefined } = {}) =>
    call<AgentDiff>('GET', path`/v1/agents/${agentId}/diff`, { query }),
  /** Makes a draft of an earlier version. */
  restore: (agentId: string, number: number) =>
    call<AgentDraft>('POST', path`/v1/agents/${agentId}/versions/${String(number)}/restore`, { body: {} }),
  /** Takes back the version that answers. */
  undo: (agentId: string, number: number) =>
    call<Agent>('POST', path`/v1/agents/${agentId}/versions/${String(number)}/undo`, { body: {} }),
  setAdaptation: (agentId: string, body: Of<typeof SetAdaptation>) =>
    call<Agent>('PATCH', path`/v1/agents/${agentId}/adaptation`, { body }),
  setHandoff: (agentId: string, body: Of<typeof SetAgentHandoff>) =>
    call<Agent>('PATCH', path`/v1/agents/${agentId}/handoff`, { body }),
  setProactiveMessages: (agentId: string, body: Of<typeof SetProactiveMessages>) =>
    call<Agent>('PATCH', path`/v1/agents/${agentId}/proactive-messages`, { body }),
  /** What answers, as a file. */
  export: (agentId: string) => call<AgentFile>('GET', path`/v1/agents/${agentId}/export`),
  /** Makes an agent from a file; the server says what is wrong with one that is none. */
  import: (file: unknown) => call<ImportedAgent>('POST', '/v1/agents/import', { body: { file } }),
  templates: (language: TemplateLanguage) =>
    call<z.output<typeof AgentTemplateList>>('GET', '/v1/agent-templates', { query: { language } }),
  firstSteps: () => call<FirstSteps>('GET', '/v1/first-steps'),
  languageModels: () => call<z.output<typeof LanguageModelList>>('GET', '/v1/language-models'),
  tools: () => call<z.output<typeof ToolList>>('GET', '/v1/tools'),
})
