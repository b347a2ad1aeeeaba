import type { Selectable } from 'kysely'
import type { ReplyCode } from '#contract/error-codes.ts'
import type { ReplyBasis, ReplyState } from '#contract/reply-parts.ts'
import type { Cost } from '#contract/money.ts'
import type { Reply, Searched } from '#contract/shapes/conversation.ts'
import type { Schema } from '#platform/database/schema.ts'

export type ReplyRow = Selectable<Schema['replies']>

/** Whether a reply has reached a final state. It never leaves one. */
export const hasEnded = (state: string): boolean => state !== 'queued' && state !== 'running'

const NANOS = 1e9

const toCost = ({ cost_nanos: nanos, currency }: ReplyRow): Cost | null =>
  nanos === null || currency === null ? null : { amount: nanos / NANOS, currency }

export const toReply = (row: ReplyRow): Reply => ({
  id: row.id,
  conversationId: row.conversation_id,
  messageId: row.message_id,
  state: row.state as ReplyState,
  attempt: row.attempt,
  agentVersion: row.agent_version,
  code: row.code as ReplyCode | null,
  detail: row.detail,
  basis: row.basis as ReplyBasis | null,
  usage: {
    model: row.model,
    inputTokens: row.input_tokens,
    outputTokens: row.output_tokens,
    timeToFirstTokenMs: row.first_token_ms,
    durationMs: row.duration_ms,
  },
  cost: toCost(row),
  searched: row.searched as Searched | null,
  liveHosts: row.live_hosts,
  createdAt: row.created_at.toISOString(),
  endedAt: row.ended_at?.toISOString() ?? null,
})
