import type { MessagePart } from '#contract/message-parts.ts'
import type { ReplyUsage } from '#contract/reply-parts.ts'
import type { Conversation, Message } from '#contract/shapes/conversation.ts'
import type { Document, Hit } from '#contract/shapes/knowledge.ts'
import type { Member, RunTenant } from '#contract/shapes/people.ts'
import { textOf } from '#features/conversations/index.ts'
import { toHexId } from './hex-id.ts'

/** The title of all their conversations. */
export const TITLE = '新對話'
const SOURCE_LENGTH = 200

/** Our instants are UTC with milliseconds; theirs have no zone and microseconds. */
export const naiveTime = (instant: string): string =>
  instant.replace(/(\.\d{3})?Z$/, (_, ms = '.000') => `${ms}000`)

/** Their three roles. Operators have no more permissions there than end users. */
export function toRole({ role, isPlatformAdmin }: Pick<Member, 'role' | 'isPlatformAdmin'>): string {
  if (isPlatformAdmin) return 'platform_admin'
  return role === 'owner' || role === 'admin' ? 'tenant_admin' : 'end_user'
}

export const toUser = (member: Member) => ({
  id: toHexId(member.id),
  email: member.email,
  name: member.name,
  tenant_id: toHexId(member.tenantId),
  role: toRole(member),
  is_active: !member.isSuspended,
  created_at: naiveTime(member.createdAt),
})

export const toTenant = (
  tenant: Pick<RunTenant, 'id' | 'name' | 'description' | 'createdAt' | 'plan' | 'suspendedAt'>,
) => ({
  id: toHexId(tenant.id),
  name: tenant.name,
  description: tenant.description,
  plan: tenant.plan.name,
  status: tenant.suspendedAt === null ? 'active' : 'suspended',
  created_at: naiveTime(tenant.createdAt),
})

const statuses: Record<Document['state'], string> = {
  queued: 'processing',
  extracting: 'processing',
  indexing: 'processing',
  ready: 'completed',
  failed: 'failed',
}

export const toDocument = (document: Document, tenantId: string) => ({
  id: toHexId(document.id),
  tenant_id: toHexId(tenantId),
  filename: document.name,
  file_type: endingOf(document.name),
  file_size: document.sizeBytes,
  status: statuses[document.state],
  chunk_count: document.passageCount,
  error_message: document.failure?.detail ?? null,
  created_at: naiveTime(document.createdAt),
  updated_at: naiveTime(document.updatedAt),
})

export const endingOf = (name: string): string => /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase() ?? ''

/** The passages that an answer cites, without duplicates, with their score for the question if known. */
export function toSources(parts: readonly MessagePart[], hits: readonly Hit[] = []) {
  const cited = new Map(
    parts.flatMap((part) => (part.type === 'source' ? [[part.passageId, part] as const] : [])),
  )
  return [...cited.values()].map(({ passageId, documentId, quote }) => {
    const hit = hits.find(({ passage }) => passage.id === passageId)
    const text = hit?.passage.text ?? quote
    return {
      text: [...text].slice(0, SOURCE_LENGTH).join(''),
      document_id: toHexId(documentId),
      score: hit?.score ?? null,
    }
  })
}

export function toTokenUsage(usages: readonly ReplyUsage[]) {
  const sum = (amounts: (number | null)[]) =>
    amounts.reduce<number>((total, amount) => total + (amount ?? 0), 0)
  const prompt = sum(usages.map(({ inputTokens }) => inputTokens))
  const completion = sum(usages.map(({ outputTokens }) => outputTokens))
  return { prompt_tokens: prompt, completion_tokens: completion, total_tokens: prompt + completion }
}

/** Whether they show this message: not if the answer is being written, or failed. */
const isSaid = ({ reply }: Message): boolean =>
  reply === null || reply.state === 'completed' || reply.state === 'cancelled'

const toSaid = ({ role, parts }: Message) =>
  role === 'assistant'
    ? { role, content: textOf(parts), sources: toSources(parts) }
    : { role, content: textOf(parts) }

export function toConversation(conversation: Conversation, messages: readonly Message[], tenantId: string) {
  const said = messages.filter(isSaid)
  return {
    id: toHexId(conversation.id),
    tenant_id: toHexId(tenantId),
    user_id: toHexId(conversation.owner.id),
    title: conversation.title || TITLE,
    messages: said.map(toSaid),
    message_count: said.length,
    token_usage: toTokenUsage(said.flatMap(({ reply }) => (reply ? [reply.usage] : []))),
    metadata: {},
    created_at: naiveTime(conversation.createdAt),
    updated_at: naiveTime(conversation.updatedAt),
  }
}
