import { z } from 'zod'
import { Instant, id } from '../ids.ts'
import { ApprovalState } from '../message-parts.ts'
import { PageQuery, pageOf } from '../page.ts'

export const ToolVerdict = z
  .enum(['allow', 'ask', 'deny'])
  .describe(
    '`allow`: the tool is called without asking; `ask`: a person must approve each call; `deny`: it is never called, and models do not see it.',
  )
export type ToolVerdict = z.infer<typeof ToolVerdict>

/** A rule for calls of the tools that match a pattern. */
export const ToolRule = z
  .strictObject({
    pattern: z
      .string()
      .trim()
      .min(1)
      .max(200)
      .regex(/^[\w:.*/-]+$/, 'expected letters, digits and : . * / - _')
      .describe(
        'The name of a tool as agents list it, with `*` for any text, such as `pay_out` or `mcp:shop:*`.',
      ),
    verdict: ToolVerdict,
    allowTainted: z
      .boolean()
      .default(false)
      .describe(
        'With `allow`: whether to allow the call even after the answer has read text from outside, such as a web page or a file, which may try to manipulate the agent.',
      ),
    personMayDecide: z
      .boolean()
      .default(false)
      .describe(
        'With `ask`: whether the visitor or end user may approve the call too; otherwise only operators.',
      ),
  })
  .meta({ id: 'ToolRule' })
export type ToolRule = z.infer<typeof ToolRule>

const rules = z.array(ToolRule).max(100).describe('The new rules, which replace all previous ones.')
const approvalDays = z.int().min(1).max(90).describe('Days until a pending approval expires.')

const liveHosts = z
  .array(
    z
      .string()
      .trim()
      .toLowerCase()
      .max(253)
      .regex(
        /^(\*\.)?[a-z0-9-]+(\.[a-z0-9-]+)+(:\d{1,5})?$/,
        'a host such as www.example.com, or *.example.com for all its subdomains',
      ),
  )
  .max(100)
  .describe(
    'Hosts whose links open directly in answers that have read text from outside, such as `www.example.com`, or `*.example.com` for all subdomains. Applies to new answers.',
  )

export const ToolPolicy = z
  .object({
    rules: rules.describe(
      'The rules of the tenant. If several match a tool, `deny` wins over `ask`, and `ask` over `allow`.',
    ),
    approvalDays,
    liveHosts,
  })
  .meta({ id: 'ToolPolicy' })
export type ToolPolicy = z.infer<typeof ToolPolicy>
export const SetToolPolicy = z.strictObject({
  rules: rules.optional(),
  approvalDays: approvalDays.optional(),
  liveHosts: liveHosts.optional(),
})

export const AgentToolPolicy = z
  .object({
    rules: rules.describe(
      'The rules of the agent, which apply together with those of the tenant. If several match a tool, `deny` wins over `ask`, and `ask` over `allow`.',
    ),
  })
  .meta({ id: 'AgentToolPolicy' })
export type AgentToolPolicy = z.infer<typeof AgentToolPolicy>
export const SetAgentToolPolicy = z.strictObject({ agentId: id('agent'), rules })

export const ToolApproval = z
  .object({
    id: id('toolApproval'),
    conversationId: id('conversation'),
    replyId: id('reply'),
    messageId: id('message'),
    callId: z.string().describe('The id of the tool call in the message.'),
    tool: z.string().describe('The name of the tool as agents and policies list it.'),
    input: z.unknown().describe('The exact arguments of the call.'),
    isTainted: z.boolean().describe('Whether the answer had read text from outside before the call.'),
    personMayDecide: z
      .boolean()
      .describe('Whether the visitor or end user may decide too, not only operators.'),
    state: ApprovalState,
    expiresAt: Instant.describe('When a pending approval expires.'),
    decidedBy: z.uuid().nullable().describe('The id of the person who decided; null if undecided.'),
    decidedAt: Instant.nullable().describe('When it was decided; null if undecided.'),
    createdAt: Instant,
  })
  .meta({ id: 'ToolApproval' })
export type ToolApproval = z.infer<typeof ToolApproval>
export const ToolApprovalPage = pageOf(ToolApproval).meta({ id: 'ToolApprovalPage' })

export const ListToolApprovals = PageQuery.extend({
  conversationId: id('conversation').optional(),
  state: ApprovalState.optional(),
})
export const ToolApprovalRef = z.strictObject({ toolApprovalId: id('toolApproval') })
export const DecideToolApproval = ToolApprovalRef.extend({
  decision: z
    .enum(['approve', 'decline'])
    .describe('Whether to call the tool, or to tell the model that the person declined.'),
  always: z
    .boolean()
    .default(false)
    .describe(
      'With `approve`: allow this tool for the rest of the conversation, except after text from outside was read.',
    ),
})
