import { z } from 'zod'
import { ModelFailure } from './error-codes.ts'
import { ReplyState } from './reply-parts.ts'
import { BudgetKind, BudgetThreshold } from './shapes/budget.ts'
import { AssigneeKind } from './shapes/conversation.ts'
import type { Typing } from './shapes/typing.ts'

/** Who owns a conversation and whether operators may see it: what the audience of its events is judged by. */
const ofConversation = {
  conversationId: z.uuid(),
  ownerId: z.uuid(),
  inInbox: z.boolean().describe("True for a visitor's or end user's conversation, which operators see."),
  widgetId: z.uuid().optional().describe('The widget that it was begun in.'),
  readerIds: z
    .array(z.uuid())
    .optional()
    .describe('Members who see it because of the project that it is in.'),
}

/* Names stand beside ids, so that the audit log can say of what is gone what it was. */
const name = z.string()
/** `ownerId`: the member who alone sees the agent. */
const ofAgent = { agentId: z.uuid(), name, ownerId: z.uuid().optional() }
const ofSla = {
  teamId: z.uuid(),
  memberId: z.uuid().nullable().describe('Who has the conversation.'),
  kind: z.enum(['first-reply', 'next-reply', 'resolution']),
  dueAt: z.string(),
}
const ofProject = {
  projectId: z.uuid(),
  ownerId: z.uuid().describe('Who made it.'),
  memberIds: z.array(z.uuid()).optional().describe('Who sees it; its owner alone, when left out.'),
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
  tail: z.string().describe('Its last four characters; its name is its owner’s alone.'),
}

/** Every domain event and its payload: ids and small facts. Names are past tense, `noun.verb`. */
export const eventPayloads = {
  'conversation.opened': z.object({
    ...ofConversation,
    messageCount: z.int().optional().describe('How many messages of another conversation it begins with.'),
  }),
  'conversation.changed': z.object({
    ...ofConversation,
    formerOwnerId: z
      .uuid()
      .optional()
      .describe('Whose it was, where two contacts turned out to be one person.'),
    isMoved: z.literal(true).optional().describe('It was put in a project, in another one, or in none.'),
  }),
  'conversation.deleted': z.object({ ...ofConversation }),
  /** Whoever did this has read up to a message. */
  'conversation.read': z.object({ ...ofConversation, seq: z.int() }),
  'conversation.exported': z.object({
    conversationId: z.uuid().nullable().describe('Null for private ones, and for all of one’s own at once.'),
  }),
  'message.created': z.object({ ...ofConversation, messageId: z.uuid(), seq: z.int() }),
  /** An answer was asked for and waits. One that begins at once is told of by `reply.started` alone. */
  'reply.requested': z.object({ ...ofConversation, messageId: z.uuid(), replyId: z.uuid() }),
  'reply.started': z.object({ ...ofConversation, messageId: z.uuid(), replyId: z.uuid(), attempt: z.int() }),
  'reply.ended': z.object({ ...ofConversation, messageId: z.uuid(), replyId: z.uuid(), state: ReplyState }),
  /** A tool call waits for somebody's consent, and then does not any more. */
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
  /** Which tools may be called was set, for all agents or for one. */
  'tool-policy.set': z.object({ ...ofAgent, agentId: z.uuid().nullable() }),
  /** An answer had claims that nothing supports, and its agent hands such to a person. */
  'handoff.requested': z.object({ ...ofConversation, messageId: z.uuid(), replyId: z.uuid() }),
  /** Somebody else answers from now on: an agent, a member, or nobody until one takes it. */
  'conversation.handed': z.object({
    ...ofConversation,
    assigneeKind: AssigneeKind,
    memberId: z.uuid().nullable().describe('The member who has it.'),
  }),
  /** The inbox state of a conversation, or what operators noted on it, changed. */
  'inbox.changed': z.object({ ...ofConversation }),
  /** A canned reply was added, is another, or is gone. */
  'canned-reply.changed': z.object({ cannedReplyId: z.uuid(), name }),
  'macro.changed': z.object({ macroId: z.uuid(), name }),
  /** A member came online or went offline, or set themselves away or back. */
  'inbox.presence-set': z.object({ memberId: z.uuid(), isAway: z.boolean() }),
  /** Somebody waits, and should be answered soon; or an SLA target was breached. */
  'sla.warned': z.object({ ...ofConversation, ...ofSla }),
  'sla.breached': z.object({ ...ofConversation, ...ofSla }),
  /** Its owner is asked how it went, and then has said so. */
  'csat-rating.requested': z.object({ ...ofConversation }),
  'csat-rating.given': z.object({ ...ofConversation, score: z.int() }),
  'csat-settings.changed': z.object({ isOn: z.boolean() }),
  'team.created': z.object({ ...ofTeam }),
  'team.changed': z.object({ ...ofTeam }),
  'team.deleted': z.object({ ...ofTeam }),
  /** An operator came online or went offline. */
  'team.staffed': z.object({ memberId: z.uuid(), isThere: z.boolean() }),
  /** To which team it hands conversations over was set. */
  'agent.team-set': z.object({ ...ofAgent }),
  /** What somebody wants of agents that speak first is another. */
  'proactive-preferences.set': z.object({ personId: z.uuid(), agrees: z.boolean() }),
  'scheduled-message.changed': z.object({
    ...ofConversation,
    scheduledMessageId: z.uuid(),
    state: z.enum(['waiting', 'done', 'cancelled']),
  }),
  'project.created': z.object({ ...ofProject }),
  'project.changed': z.object({ ...ofProject }),
  'project.deleted': z.object({ ...ofProject }),
  /** A member was added, got another role, or left: null. */
  'project.member-set': z.object({
    ...ofProject,
    memberId: z.uuid(),
    role: z.enum(['owner', 'editor', 'viewer']).nullable(),
  }),
  /** A conversation may be read by a link; by another one, or until another moment; or not any more. */
  'share.created': z.object({ ...ofShare }),
  'share.changed': z.object({ ...ofShare }),
  'share.revoked': z.object({ ...ofShare }),
  'share-settings.changed': z.object({ isOn: z.boolean() }),
  'import.ended': z.object({ importId: z.uuid(), ownerId: z.uuid(), imported: z.int() }),
  'connection.created': z.object({ connectionId: z.uuid(), name: z.string() }),
  'connection.changed': z.object({ connectionId: z.uuid(), name: z.string() }),
  'connection.deleted': z.object({ connectionId: z.uuid(), name: z.string() }),
  /** A model could not answer; told once a minute at most for each model and failure. */
  'model.failed': z.object({
    name: z.string().describe('The model, as an agent names it.'),
    connectionId: z.uuid().nullable().describe('Null for a model of the server.'),
    failure: ModelFailure,
    said: z.string().nullable().describe("The provider's own words, bounded and without secrets."),
  }),
  'budget.created': z.object({ ...ofBudget }),
  'budget.changed': z.object({ ...ofBudget }),
  'budget.deleted': z.object({ ...ofBudget }),
  /** So much of a budget is spent that it does something; sent once for each threshold of a period. */
  'budget.crossed': z.object({
    ...ofBudget,
    subjectId: z.uuid().describe('Whose spending it is: the tenant, an agent, a member or a visitor.'),
    threshold: BudgetThreshold,
  }),
  'default-model.changed': z.object({ model: z.string().nullable() }),
  'agent.created': z.object({ ...ofAgent }),
  /** It answers by another version from now on. */
  'agent.changed': z.object({ ...ofAgent, version: z.int() }),
  /** What waits to be published is another. */
  'agent.drafted': z.object({ ...ofAgent }),
  /** How it adapts to conversations was set. */
  'agent.adaptation-set': z.object({ ...ofAgent, mode: z.string() }),
  /** Whether and how often it speaks first was set. */
  'agent.proactive-messages-set': z.object({ ...ofAgent, speaksFirst: z.boolean() }),
  /** When it hands conversations to people was set. */
  'agent.handoff-set': z.object({ ...ofAgent }),
  'agent.deleted': z.object({ ...ofAgent }),
  /** The review of a conversation proposes a change to an agent. */
  'suggestion.made': z.object({ ...ofAgent, suggestionId: z.uuid(), confidence: z.number() }),
  'suggestion.settled': z.object({ ...ofAgent, suggestionId: z.uuid(), state: z.string() }),
  /** What agents know of a person, or may know, is another. It says nothing of what that is. */
  'memory.changed': z.object({
    personId: z.uuid(),
    personKind: z.enum(['member', 'visitor']),
    agentId: z.uuid().nullable().describe('Null for all agents.'),
  }),
  'contact.added': z.object({ contactId: z.uuid() }),
  'contact.changed': z.object({ contactId: z.uuid() }),
  /** Two contacts are one person: what was `mergedId`'s is `contactId`'s now. */
  'contact.merged': z.object({ contactId: z.uuid(), mergedId: z.uuid() }),
  'contact.blocked': z.object({ contactId: z.uuid() }),
  'contact.unblocked': z.object({ contactId: z.uuid() }),
  'contact.exported': z.object({ contactId: z.uuid() }),
  'contact.erasure-asked': z.object({ contactId: z.uuid() }),
  'contact.erasure-progressed': z.object({ contactId: z.uuid(), progress: z.number() }),
  'contact.erased': z.object({ contactId: z.uuid() }),
  'contact-attribute.defined': z.object({ name: z.string().describe('Its key.'), kind: z.string() }),
  'contact-attribute.removed': z.object({ name: z.string().describe('Its key.') }),
  'widget.created': z.object({ ...ofWidget }),
  'widget.changed': z.object({ ...ofWidget, isEnabled: z.boolean() }),
  /** There is another secret to sign identities with, or the one before it is no longer good. */
  'widget.secret-changed': z.object({ ...ofWidget }),
  'widget.deleted': z.object({ ...ofWidget }),
  'knowledge-base.created': z.object({ ...ofKnowledgeBase }),
  'knowledge-base.changed': z.object({ ...ofKnowledgeBase }),
  'knowledge-base.deleted': z.object({ ...ofKnowledgeBase }),
  /** Some of its passages have got vectors, or it is known why they get none. */
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
  'search-dictionary.changed': z.object({ name: z.string().describe('The words it is about.') }),
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
  /** It hears of nothing any more, because its receiver is gone or failed for days. */
  'webhook.stopped': z.object({ webhookId: z.uuid(), name, why: z.enum(['gone', 'failing']) }),
  'webhook.deleted': z.object({ webhookId: z.uuid(), name }),
  /** A file that a message shows was read, or could not be. */
  'file.read': z.object({
    ...ofConversation,
    messageId: z.uuid(),
    fileId: z.uuid(),
    state: z.enum(['ready', 'failed']),
  }),
  /** A scanner found something in what somebody sent; it was put aside. */
  'file.quarantined': z.object({ fileId: z.uuid(), name: z.string(), threat: z.string() }),
  'file-limits.changed': z.object({}),
  'tool-server.created': z.object({ toolServerId: z.uuid(), name }),
  'tool-server.changed': z.object({ toolServerId: z.uuid(), name }),
  'tool-server.signed-in': z.object({ toolServerId: z.uuid(), name }),
  'tool-server.signed-out': z.object({ toolServerId: z.uuid(), name }),
  /** It was looked at: what it offers or how it does is not what it was. */
  'tool-server.synced': z.object({ toolServerId: z.uuid(), name }),
  'tool-server.tools-approved': z.object({ toolServerId: z.uuid(), name, tools: z.array(z.string()) }),
  'tool-server.deleted': z.object({ toolServerId: z.uuid(), name }),
  'job.retried': z.object({ jobId: z.uuid(), name: z.string() }),
} as const

export type EventType = keyof typeof eventPayloads
export type EventPayload<T extends EventType> = z.infer<(typeof eventPayloads)[T]>

/** An event before it is stored. */
export type NewEvent = { [T in EventType]: { type: T; payload: EventPayload<T> } }[EventType]

/** An event as a client receives it. `number` grows within a tenant; resume with the last one seen. */
export type StoredEvent = NewEvent & {
  number: number
  actor: { kind: string; id: string | null }
  createdAt: string
}

export const EventShape = z
  .object({
    number: z.int(),
    type: z.enum(Object.keys(eventPayloads) as [EventType, ...EventType[]]),
    payload: z.record(z.string(), z.unknown()),
    actor: z.object({ kind: z.string(), id: z.uuid().nullable() }),
    createdAt: z.iso.datetime(),
  })
  .meta({ id: 'Event' })

export const FollowEvents = z.strictObject({
  after: z.coerce
    .number()
    .int()
    .min(0)
    .optional()
    .describe('The last number seen; only what comes from now on when left out.'),
})

/**
 * What a client that follows events receives. `reset`: the numbers asked for are gone, fetch fresh state and go on from `number`.
 * `typing` is no event: it has no number and is not told again, but whoever writes is told of once the line is open.
 */
export type EventStreamPart =
  | { type: 'ready'; number: number }
  | { type: 'event'; event: StoredEvent }
  | { type: 'reset'; number: number; reason: string }
  | { type: 'typing'; typing: Typing }
