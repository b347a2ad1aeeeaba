import { z } from 'zod'
import { Instant, id } from '../ids.ts'
import { ApprovalState } from '../message-parts.ts'
import { PageQuery, pageOf } from '../page.ts'

export const ToolVerdict = z.enum(['allow', 'ask', 'deny'])
export type ToolVerdict = z.infer<typeof ToolVerdict>

/** What becomes of calls of the tools that a pattern names. */
export const ToolRule = z
  .strictObject({
    pattern: z
      .string()
      .trim()
      .min(1)
      .max(200)
      .regex(/^[\w:.*/-]+$/, 'expected letters, digits and : . * / - _')
      .describe('The name of a tool, as agents list it; `*` stands for anything: `mcp:shop:*`.'),
    verdict: ToolVerdict,
    allowTainted: z
      .boolean()
      .default(false)
      .describe('With `allow`: also once text from outside has been read, which may say anything.'),
    personMayDecide: z
      .boolean()
      .default(false)
      .describe('Whether the visitor or end user may consent too; otherwise operators alone.'),
  })
  .meta({ id: 'ToolRule' })
export type ToolRule = z.infer<typeof ToolRule>

const rules = z.array(ToolRule).max(100)
const approvalDays = z.int().min(1).max(90).describe('How long consent is waited for.')

const liveHosts = z
  .array(
    z
      .string()
      .trim()
      .toLowerCase()
      .max(253)
      .regex(
        /^(\*\.)?[a-z0-9-]+(\.[a-z0-9-]+)+(:\d{1,5})?$/,
        'a host such as www.example.com, or *.example.com for all below it',
      ),
  )
  .max(100)
  .describe(
    'Hosts to which links stay live in answers that have read text from outside; `*.` before one stands for all below it. Counts for answers from then on.',
  )

export const ToolPolicy = z
  .object({
    rules: rules.describe('Of all that name a tool, `deny` wins, then `ask`, then `allow`.'),
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
  .object({ rules: rules.describe('They count together with those of the tenant.') })
  .meta({ id: 'AgentToolPolicy' })
export type AgentToolPolicy = z.infer<typeof AgentToolPolicy>
export const SetAgentToolPolicy = z.strictObject({ agentId: id('agent'), rules })

export const ToolApproval = z
  .object({
    id: id('toolApproval'),
    conversationId: id('conversation'),
    replyId: id('reply'),
    messageId: id('message'),
    callId: z.string(),
    tool: z.string().describe('As agents and policies list it.'),
    input: z.unknown().describe('The arguments that it will be called with: these and no others.'),
    isTainted: z.boolean(),
    personMayDecide: z.boolean(),
    state: ApprovalState,
    expiresAt: Instant,
    decidedBy: z.uuid().nullable(),
    decidedAt: Instant.nullable(),
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
  decision: z.enum(['approve', 'decline']),
  always: z
    .boolean()
    .default(false)
    .describe(
      'With `approve`: this tool needs no consent any more in this conversation, but where text from outside was read.',
    ),
})
