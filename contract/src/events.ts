import { z } from 'zod'
import { ModelFailure } from './error-codes.ts'
import { ReplyState } from './reply-parts.ts'
import { BudgetKind, BudgetThreshold } from './shapes/budget.ts'
import { AssigneeKind } from './shapes/conversation.ts'
import type { Typing } from './shapes/typing.ts'

/** Who owns a conversation and who may see it, which decides who receives its events. */
const ofConversation = {
  conversationId: z.uuid(),
  ownerId: z.uuid(),
  inInbox: z
    .boolean()
    .describe('Whether it is the conversation of a visitor or end user, which operators can see.'),
  widgetId: z
    .uuid()
    .optional()
    .describe('The widget in which the conversation was opened; absent for others.'),
  readerIds: z
    .array(z.uuid())
    .optional()
    .describe('Members who can see the conversation because of its project.'),
}

/* Names accompany ids, so that the audit log can still name what was deleted. */
const name = z.string()
/** `ownerId`: the only member who sees the agent, if it is personal. */
const ofAgent = { agentId: z.uuid(), name, ownerId: z.uuid().optional() }
const ofSla = {
  teamId: z.uuid(),
  memberId: z.uuid().nullable().describe('The member who is assigned the conversation; null: nobody.'),
  kind: z.enum(['first-reply', 'next-reply', 'resolution']),
  dueAt: z.string(),
}
const ofProject = {
  projectId: z.uuid(),
  ownerId: z.uuid().describe('The member who created the project.'),
  memberIds: z
    .array(z.uuid())
    .optional()
    .describe('Members who can see the project. Absent: only its owner.'),
}
const ofShare = { shareId: z.uuid(), ownerId: z.uuid() }
const ofTeam = { teamId: z.uuid(), name }
const ofKnowledgeBase = { knowledgeBaseId: z.uuid(), name }
const ofWidget = { widgetId: z.uuid(), name }
const ofBudget = { budgetId: z.uuid(), kind: BudgetKind }
const ofMember = { memberId: z.uuid(), name, email: z.string() }
const ofInvitation = { invitationId: z.uuid(), email: z.string() }
const ofApiKey = {
  apiKeyId: z.uuid(),
  memberId: z.uuid(),
  tail: z
    .string()
    .describe('The last four characters of the API key. Its name is visible only to its owner.'),
}

/** Every domain event and its payload: ids and small facts. Names are `noun.verb`, with the verb in the past tense. */
export const eventPayloads = {
  'conversation.opened': z.object({
    ...ofConversation,
    messageCount: z
      .int()
      .optional()
      .describe('Number of messages that were copied from another conversation, for a branch.'),
  }),
  'conversation.changed': z.object({
    ...ofConversation,
    formerOwnerId: z.uuid().optional().describe('The previous owner, if two contacts were merged.'),
    isMoved: z
      .literal(true)
      .optional()
      .describe('Present if the conversation was moved into, between or out of projects.'),
  }),
  'conversation.deleted': z.object({ ...ofConversation }),
  /** The actor has read the conversation up to a message. */
  'conversation.read': z.object({
    ...ofConversation,
    seq: z.int().describe('The number of the last message read.'),
  }),
  'conversation.exported': z.object({
    conversationId: z
      .uuid()
      .nullable()
      .describe(
        'The exported conversation; null for private conversations and for an export of all your conversations.',
      ),
  }),
  'message.created': z.object({ ...ofConversation, messageId: z.uuid(), seq: z.int() }),
  /** A reply was requested and is queued. A reply that starts at once only has `reply.started`. */
  'reply.requested': z.object({ ...ofConversation, messageId: z.uuid(), replyId: z.uuid() }),
  'reply.started': z.object({ ...ofConversation, messageId: z.uuid(), replyId: z.uuid(), attempt: z.int() }),
  'reply.ended': z.object({ ...ofConversation, messageId: z.uuid(), replyId: z.uuid(), state: ReplyState }),
  /** A tool call waits for approval; `tool-approval.settled` follows. */
  'tool-approval.requested': z.object({
    ...ofConversation,
    messageId: z.uuid(),
    replyId: z.uuid(),
    toolApprovalId: z.uuid(),
    tool: z.string(),
  }),
  'tool-approval.settled': z.object({
    ...ofConversation,
    messageId: z.uuid(),
    toolApprovalId: z.uuid(),
    tool: z.string(),
    state: z.enum(['approved', 'denied', 'expired', 'void']),
  }),
  'custom-tool.created': z.object({ customToolId: z.uuid(), name }),
  'custom-tool.changed': z.object({ customToolId: z.uuid(), name }),
  'custom-tool.deleted': z.object({ customToolId: z.uuid(), name }),
  /** The tool policy was changed, of the tenant (`agentId` null) or of one agent. */
  'tool-policy.set': z.object({ ...ofAgent, agentId: z.uuid().nullable() }),
  /** An answer had unsupported claims, and its agent is set to hand off such conversations. */
  'handoff.requested': z.object({ ...ofConversation, messageId: z.uuid(), replyId: z.uuid() }),
  /** The assignee changed: to an agent, a member or the queue. */
  'conversation.handed': z.object({
    ...ofConversation,
    assigneeKind: AssigneeKind,
    memberId: z
      .uuid()
      .nullable()
      .describe('The member who is assigned the conversation; null for an agent or the queue.'),
  }),
  /** The inbox state of a conversation or its notes changed. */
  'inbox.changed': z.object({ ...ofConversation }),
  /** A canned reply was added, changed or deleted. */
  'canned-reply.changed': z.object({ cannedReplyId: z.uuid(), name }),
  'macro.changed': z.object({ macroId: z.uuid(), name }),
  /** A member came online, went offline, or set themselves away or available. */
  'inbox.presence-set': z.object({ memberId: z.uuid(), isAway: z.boolean() }),
  /** An SLA target is due soon; `sla.breached`: it was breached. */
  'sla.warned': z.object({ ...ofConversation, ...ofSla }),
  'sla.breached': z.object({ ...ofConversation, ...ofSla }),
  /** The owner of a conversation is asked for a CSAT rating; `csat-rating.given`: they gave it. */
  'csat-rating.requested': z.object({ ...ofConversation }),
  'csat-rating.given': z.object({ ...ofConversation, score: z.int() }),
  'csat-settings.changed': z.object({ isOn: z.boolean() }),
  'team.created': z.object({ ...ofTeam }),
  'team.changed': z.object({ ...ofTeam }),
  'team.deleted': z.object({ ...ofTeam }),
  /** An operator came online or went offline. */
  'team.staffed': z.object({ memberId: z.uuid(), isThere: z.boolean() }),
  /** The team that the agent hands off to was set. */
  'agent.team-set': z.object({ ...ofAgent }),
  /** The proactive preferences of a person changed. */
  'proactive-preferences.set': z.object({ personId: z.uuid(), agrees: z.boolean() }),
  'scheduled-message.changed': z.object({
    ...ofConversation,
    scheduledMessageId: z.uuid(),
    state: z.enum(['waiting', 'done', 'cancelled']),
  }),
  'project.created': z.object({ ...ofProject }),
  'project.changed': z.object({ ...ofProject }),
  'project.deleted': z.object({ ...ofProject }),
  /** A member was added to a project, changed roles, or left (`role` null). */
  'project.member-set': z.object({
    ...ofProject,
    memberId: z.uuid(),
    role: z.enum(['owner', 'editor', 'viewer']).nullable(),
  }),
  /** A share link was created, changed (its snapshot or expiry), or revoked. */
  'share.created': z.object({ ...ofShare }),
  'share.changed': z.object({ ...ofShare }),
  'share.revoked': z.object({ ...ofShare }),
  'share-settings.changed': z.object({ isOn: z.boolean() }),
  'import.ended': z.object({ importId: z.uuid(), ownerId: z.uuid(), imported: z.int() }),
  'connection.created': z.object({ connectionId: z.uuid(), name: z.string() }),
  'connection.changed': z.object({ connectionId: z.uuid(), name: z.string() }),
  'connection.deleted': z.object({ connectionId: z.uuid(), name: z.string() }),
  /** A model could not answer. Sent at most once a minute for each model and failure. */
  'model.failed': z.object({
    name: z.string().describe('The id by which agents name the model.'),
    connectionId: z
      .uuid()
      .nullable()
      .describe('The connection of the model; null for a model of the server.'),
    failure: ModelFailure,
    said: z
      .string()
      .nullable()
      .describe("The provider's error message, shortened and without secrets; null if there was none."),
  }),
  'budget.created': z.object({ ...ofBudget }),
  'budget.changed': z.object({ ...ofBudget }),
  'budget.deleted': z.object({ ...ofBudget }),
  /** The spending of a budget crossed a threshold. Sent once for each threshold and period. */
  'budget.crossed': z.object({
    ...ofBudget,
    subjectId: z.uuid().describe('The id of who spends: the tenant, an agent, a member or a visitor.'),
    threshold: BudgetThreshold,
  }),
  'default-model.changed': z.object({ model: z.string().nullable() }),
  'agent.created': z.object({ ...ofAgent }),
  /** Another version of the agent was published. */
  'agent.changed': z.object({ ...ofAgent, version: z.int() }),
  /** The draft of the agent changed. */
  'agent.drafted': z.object({ ...ofAgent }),
  /** How the agent learns from conversations was set. */
  'agent.adaptation-set': z.object({ ...ofAgent, mode: z.string() }),
  /** The proactive messages of the agent were set. */
  'agent.proactive-messages-set': z.object({ ...ofAgent, speaksFirst: z.boolean() }),
  /** When the agent hands off to people was set. */
  'agent.handoff-set': z.object({ ...ofAgent }),
  'agent.deleted': z.object({ ...ofAgent }),
  /** The review of a conversation suggested a change to an agent. */
  'suggestion.made': z.object({ ...ofAgent, suggestionId: z.uuid(), confidence: z.number() }),
  'suggestion.settled': z.object({ ...ofAgent, suggestionId: z.uuid(), state: z.string() }),
  /** The memories of a person or their consent changed. The payload does not contain them. */
  'memory.changed': z.object({
    personId: z.uuid(),
    personKind: z.enum(['member', 'visitor']),
    agentId: z.uuid().nullable().describe('The agent whose memories changed; null: all agents.'),
  }),
  'contact.added': z.object({ contactId: z.uuid() }),
  'contact.changed': z.object({ contactId: z.uuid() }),
  /** Two contacts were merged: everything of `mergedId` now belongs to `contactId`. */
  'contact.merged': z.object({ contactId: z.uuid(), mergedId: z.uuid() }),
  'contact.blocked': z.object({ contactId: z.uuid() }),
  'contact.unblocked': z.object({ contactId: z.uuid() }),
  'contact.exported': z.object({ contactId: z.uuid() }),
  'contact.erasure-asked': z.object({ contactId: z.uuid() }),
  'contact.erasure-progressed': z.object({ contactId: z.uuid(), progress: z.number() }),
  'contact.erased': z.object({ contactId: z.uuid() }),
  'contact-attribute.defined': z.object({
    name: z.string().describe('The key of the attribute.'),
    kind: z.string(),
  }),
  'contact-attribute.removed': z.object({ name: z.string().describe('The key of the attribute.') }),
  'widget.created': z.object({ ...ofWidget }),
  'widget.changed': z.object({ ...ofWidget, isEnabled: z.boolean() }),
  /** A new secret for identity verification was created, or the previous one was revoked. */
  'widget.secret-changed': z.object({ ...ofWidget }),
  'widget.deleted': z.object({ ...ofWidget }),
  'knowledge-base.created': z.object({ ...ofKnowledgeBase }),
  'knowledge-base.changed': z.object({ ...ofKnowledgeBase }),
  'knowledge-base.deleted': z.object({ ...ofKnowledgeBase }),
  /** Passages of a knowledge base were embedded, or embedding them failed. */
  'knowledge-base.embedded': z.object({ knowledgeBaseId: z.uuid() }),
  'document.added': z.object({ knowledgeBaseId: z.uuid(), documentId: z.uuid(), name: z.string() }),
  'document.changed': z.object({
    knowledgeBaseId: z.uuid(),
    documentId: z.uuid(),
    state: z.string(),
    progress: z.number(),
  }),
  'document.replaced': z.object({ knowledgeBaseId: z.uuid(), documentId: z.uuid(), name: z.string() }),
  'document.deleted': z.object({ knowledgeBaseId: z.uuid(), documentId: z.uuid(), name: z.string() }),
  'passage.edited': z.object({
    knowledgeBaseId: z.uuid(),
    documentId: z.uuid(),
    passageId: z.uuid(),
    name: z.string(),
  }),
  'search-dictionary.changed': z.object({ name: z.string().describe('The words of the entry.') }),
  'site.added': z.object({ knowledgeBaseId: z.uuid(), siteId: z.uuid(), name: z.string() }),
  'site.changed': z.object({ knowledgeBaseId: z.uuid(), siteId: z.uuid(), state: z.string() }),
  'site.deleted': z.object({ knowledgeBaseId: z.uuid(), siteId: z.uuid(), name: z.string() }),
  'evaluation-run.ended': z.object({
    knowledgeBaseId: z.uuid(),
    evaluationRunId: z.uuid(),
    verdict: z.string(),
  }),
  'evaluation-run.judged': z.object({
    knowledgeBaseId: z.uuid(),
    evaluationRunId: z.uuid(),
    decision: z.enum(['accepted', 'rejected']),
    name: z.string(),
  }),
  'unanswered-question.changed': z.object({ unansweredQuestionId: z.uuid() }),
  'file.uploaded': z.object({ fileId: z.uuid() }),
  'member.registered': z.object({ ...ofMember, role: z.string() }),
  'member.changed': z.object({
    ...ofMember,
    formerName: z.string().optional(),
    role: z.string().optional(),
    formerRole: z.string().optional(),
    isSuspended: z.boolean().optional(),
  }),
  'member.removed': z.object({ ...ofMember }),
  'member.invited': z.object({ ...ofInvitation, role: z.string() }),
  'invitation.used': z.object({ invitationId: z.uuid(), memberId: z.uuid() }),
  'invitation.revoked': z.object({ ...ofInvitation }),
  'password.changed': z.object({ memberId: z.uuid() }),
  'session.started': z.object({ memberId: z.uuid(), sessionId: z.uuid() }),
  'session.refused': z.object({ memberId: z.uuid(), reason: z.string() }),
  'session.ended': z.object({ memberId: z.uuid(), sessionId: z.uuid(), reason: z.string() }),
  'api-key.created': z.object({ ...ofApiKey }),
  'api-key.revoked': z.object({ ...ofApiKey }),
  'tenant.created': z.object({ tenantId: z.uuid(), name: z.string() }),
  'tenant.changed': z.object({
    tenantId: z.uuid(),
    name: z.string(),
    formerName: z.string().optional(),
    allowsRegistration: z.boolean().optional(),
  }),
  'tenant.planned': z.object({ tenantId: z.uuid(), name: z.string(), plan: z.string() }),
  'tenant.suspended': z.object({ tenantId: z.uuid(), name: z.string() }),
  'tenant.restored': z.object({ tenantId: z.uuid(), name: z.string() }),
  'tenant.deleted': z.object({ tenantId: z.uuid(), name: z.string() }),
  'audit-log.exported': z.object({ format: z.string() }),
  'channel.created': z.object({ channelId: z.uuid(), name }),
  'channel.changed': z.object({ channelId: z.uuid(), name }),
  'channel.secret-changed': z.object({ channelId: z.uuid(), name }),
  'channel.deleted': z.object({ channelId: z.uuid(), name }),
  'webhook.created': z.object({ webhookId: z.uuid(), name }),
  'webhook.changed': z.object({ webhookId: z.uuid(), name }),
  'webhook.secret-rotated': z.object({ webhookId: z.uuid(), name }),
  'webhook.replayed': z.object({ webhookId: z.uuid(), name }),
  /** A webhook was disabled because its receiver answered 410 (`gone`) or failed for days. */
  'webhook.stopped': z.object({ webhookId: z.uuid(), name, why: z.enum(['gone', 'failing']) }),
  'webhook.deleted': z.object({ webhookId: z.uuid(), name }),
  /** The text of a file in a message was extracted, or could not be. */
  'file.read': z.object({
    ...ofConversation,
    messageId: z.uuid(),
    fileId: z.uuid(),
    state: z.enum(['ready', 'failed']),
  }),
  /** The virus scanner found a threat in an uploaded file, which was quarantined. */
  'file.quarantined': z.object({ fileId: z.uuid(), name: z.string(), threat: z.string() }),
  'file-limits.changed': z.object({}),
  'tool-server.created': z.object({ toolServerId: z.uuid(), name }),
  'tool-server.changed': z.object({ toolServerId: z.uuid(), name }),
  'tool-server.signed-in': z.object({ toolServerId: z.uuid(), name }),
  'tool-server.signed-out': z.object({ toolServerId: z.uuid(), name }),
  /** The tools or the state of a tool server changed since it was last read. */
  'tool-server.synced': z.object({ toolServerId: z.uuid(), name }),
  'tool-server.tools-approved': z.object({ toolServerId: z.uuid(), name, tools: z.array(z.string()) }),
  'tool-server.deleted': z.object({ toolServerId: z.uuid(), name }),
  'job.retried': z.object({ jobId: z.uuid(), name: z.string() }),
} as const

export type EventType = keyof typeof eventPayloads
export type EventPayload<T extends EventType> = z.infer<(typeof eventPayloads)[T]>

/** An event before it is stored. */
export type NewEvent = { [T in EventType]: { type: T; payload: EventPayload<T> } }[EventType]

/** An event as a client receives it. `number` grows within the tenant; resume with the last one seen. */
export type StoredEvent = NewEvent & {
  number: number
  actor: { kind: string; id: string | null }
  createdAt: string
}

export const EventShape = z
  .object({
    number: z.int().describe('Grows with every event of the tenant. Resume with the last one seen.'),
    type: z
      .enum(Object.keys(eventPayloads) as [EventType, ...EventType[]])
      .describe('The type of the event, such as `message.created`.'),
    payload: z
      .record(z.string(), z.unknown())
      .describe('Ids and small facts, which depend on the type of the event.'),
    actor: z
      .object({ kind: z.string(), id: z.uuid().nullable() })
      .describe('Who caused the event, such as a member or an agent.'),
    createdAt: z.iso.datetime(),
  })
  .meta({ id: 'Event' })

export const FollowEvents = z.strictObject({
  after: z.coerce
    .number()
    .int()
    .min(0)
    .optional()
    .describe('The number of the last event seen; the stream continues after it. Omitted: only new events.'),
})

/**
 * What a client that follows events receives. `reset`: the requested numbers are no longer stored; fetch the current
 * state and continue from `number`. `typing` is not an event: it has no number and is not replayed; a new stream starts
 * with who is typing now.
 */
export type EventStreamPart =
  | { type: 'ready'; number: number }
  | { type: 'event'; event: StoredEvent }
  | { type: 'reset'; number: number; reason: string }
  | { type: 'typing'; typing: Typing }
