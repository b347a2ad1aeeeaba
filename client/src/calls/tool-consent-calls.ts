import type { z } from 'zod'
import type { Page } from '#contract/page.ts'
import type {
  AgentToolPolicy,
  DecideToolApproval,
  ListToolApprovals,
  SetToolPolicy,
  ToolApproval,
  ToolPolicy,
  ToolRule,
} from '#contract/shapes/tool-consent.ts'
import { path, type Transport } from '../transport.ts'

type Query = Record<string, string | number | undefined>
type Rules = readonly z.input<typeof ToolRule>[]

/** Which tools agents may call, and the calls that wait for somebody's consent. */
export const toolConsentCalls = ({ call }: Pick<Transport, 'call'>) => ({
  approvals: (query: Partial<z.input<typeof ListToolApprovals>> = {}) =>
    call<Page<ToolApproval>>('GET', '/v1/tool-approvals', { query: query as Query }),
  approval: (toolApprovalId: string) => call<ToolApproval>('GET', path`/v1/tool-approvals/${toolApprovalId}`),
  /** Once all calls of an answer are decided, its agent goes on. `conflict` where somebody came first. */
  decide: (toolApprovalId: string, body: Omit<z.input<typeof DecideToolApproval>, 'toolApprovalId'>) =>
    call<ToolApproval>('POST', path`/v1/tool-approvals/${toolApprovalId}/decide`, { body }),
  policy: () => call<ToolPolicy>('GET', '/v1/tool-policy'),
  setPolicy: (body: z.input<typeof SetToolPolicy>) => call<ToolPolicy>('PATCH', '/v1/tool-policy', { body }),
  agentPolicy: (agentId: string) => call<AgentToolPolicy>('GET', path`/v1/agents/${agentId}/tool-policy`),
  setAgentPolicy: (agentId: string, rules: Rules) =>
    call<AgentToolPolicy>('PATCH', path`/v1/agents/${agentId}/tool-policy`, { body: { rules } }),
})
