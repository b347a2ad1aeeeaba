import type { AuditEntry, AuditedEvent } from '#contract/shapes/audit.ts'
import { jobTitle } from '../../jobs/job-title.ts'
import type { AuditedMessages } from '../../../messages/audit/audit-messages.ts'

/** Who did it, as a person would say. */
export function actorIn({ actor, type }: AuditEntry, { audit }: AuditedMessages): string {
  if (type === 'session.refused') return audit.somebody
  if (actor.kind === 'visitor') return actor.name ?? audit.visitor
  if (actor.kind === 'member') return actor.name ?? audit.removedMember
  return audit.server
}

/** The fact that names what an event is about, in the order in which they are looked for. */
const subjects = [
  'documentId',
  'knowledgeBaseId',
  'agentId',
  'apiKeyId',
  'invitationId',
  'conversationId',
  'contactId',
  'widgetId',
  'connectionId',
  'customToolId',
  'webhookId',
  'toolServerId',
  'channelId',
  'memberId',
  'tenantId',
]

/** The id of what it was done to. */
export const subjectIdIn = ({ facts }: AuditEntry): string | undefined =>
  subjects.map((name) => facts[name]).find((id): id is string => typeof id === 'string')

interface Telling {
  facts: Record<string, string | undefined>
  is: (fact: string) => boolean | undefined
  /** What it was done to. */
  what: string
  isOwn: boolean
  did: AuditedMessages['audit']['did']
  role: (name: string | undefined) => string
  job(name?: string): string
}

type Tell = (telling: Telling) => string | string[]

// The compiler keeps this complete: an event without a sentence does not build.
const told: Record<AuditedEvent, Tell> = {
  'session.started': ({ did }) => did.signedIn,
  'session.refused': ({ did, facts, what }) =>
    facts.reason === 'member suspended' ? did.triedSuspended(what) : did.guessed(what),
  'session.ended': tellEnding,
  'password.changed': ({ did }) => did.changedPassword,
  'member.registered': ({ did, isOwn, what, role, facts }) =>
    isOwn ? did.joined(role(facts.role)) : did.added(what, role(facts.role)),
  'member.changed': tellMemberChange,
  'member.removed': ({ did, isOwn, what }) => (isOwn ? did.left : did.removedMember(what)),
  'member.invited': ({ did, facts, what, role }) => did.invited(what, role(facts.role)),
  'invitation.revoked': ({ did, what }) => did.tookBack(what),
  'api-key.created': ({ did, facts }) => did.createdKey(facts.tail ?? ''),
  'api-key.revoked': ({ did, facts }) => did.revokedKey(facts.tail ?? ''),
  'tenant.created': ({ did, what }) => did.foundedTenant(what),
  'tenant.changed': tellTenantChange,
  'tenant.planned': ({ did, facts, what }) => did.plannedTenant(what, facts.plan ?? ''),
  'tenant.suspended': ({ did, what }) => did.suspendedTenant(what),
  'tenant.restored': ({ did, what }) => did.restoredTenant(what),
  'tenant.deleted': ({ did, what }) => did.deletedTenant(what),
  'agent.created': ({ did, what }) => did.createdAgent(what),
  'agent.changed': ({ did, what }) => did.changedAgent(what),
  'agent.adaptation-set': ({ did, what }) => did.setAdaptation(what),
  'agent.proactive-messages-set': ({ did, what }) => did.setProactiveMessages(what),
  'agent.handoff-set': ({ did, what }) => did.setHandoff(what),
  'agent.team-set': ({ did, what }) => did.setAgentTeam(what),
  'tool-policy.set': ({ did, facts }) => did.setToolPolicy(facts.name ?? ''),
  'tool-approval.settled': ({ did, facts }) => did.settledTool(facts.tool ?? '', facts.state ?? ''),
  'share.created': ({ did }) => did.sharedByLink,
  'share.changed': ({ did }) => did.changedShare,
  'share.revoked': ({ did }) => did.revokedShare,
  'share-settings.changed': ({ did, is }) => (is('isOn') ? did.allowedSharing : did.forbadeSharing),
  'csat-settings.changed': ({ did }) => did.setCsat,
  'file.quarantined': ({ did, what, facts }) => did.quarantined(what, facts.threat ?? ''),
  'file-limits.changed': ({ did }) => did.setFileLimits,
  'team.created': ({ did, what }) => did.createdTeam(what),
  'team.changed': ({ did, what }) => did.changedTeam(what),
  'team.deleted': ({ did, what }) => did.deletedTeam(what),
  'suggestion.settled': ({ did, what }) => did.settledSuggestion(what),
  'agent.deleted': ({ did, what }) => did.deletedAgent(what),
  'knowledge-base.created': ({ did, what }) => did.createdKnowledgeBase(what),
  'knowledge-base.changed': ({ did, what }) => did.changedKnowledgeBase(what),
  'knowledge-base.deleted': ({ did, what }) => did.deletedKnowledgeBase(what),
  'evaluation-run.judged': ({ did, facts, what }) =>
    facts.decision === 'accepted' ? did.acceptedRun(what) : did.rejectedRun(what),
  'document.added': ({ did, what }) => did.addedDocument(what),
  'document.replaced': ({ did, what }) => did.replacedDocument(what),
  'passage.edited': ({ did, what }) => did.editedPassage(what),
  'document.deleted': ({ did, what }) => did.deletedDocument(what),
  'search-dictionary.changed': ({ did, what }) => did.changedSearchDictionary(what),
  'site.added': ({ did, what }) => did.addedSite(what),
  'site.deleted': ({ did, what }) => did.deletedSite(what),
  'connection.created': ({ did, what }) => did.createdConnection(what),
  'connection.changed': ({ did, what }) => did.changedConnection(what),
  'connection.deleted': ({ did, what }) => did.deletedConnection(what),
  'model.failed': ({ did, what }) => did.modelFailed(what),
  'budget.created': ({ did }) => did.createdBudget,
  'budget.changed': ({ did }) => did.changedBudget,
  'budget.deleted': ({ did }) => did.deletedBudget,
  'budget.crossed': ({ did, facts }) => did.crossedBudget(facts.threshold),
  'default-model.changed': ({ did, facts }) => (facts.model ? did.choseModel(facts.model) : did.choseNoModel),
  'channel.created': ({ did, what }) => did.createdChannel(what),
  'channel.changed': ({ did, what }) => did.changedChannel(what),
  'channel.secret-changed': ({ did, what }) => did.changedChannelSecret(what),
  'channel.deleted': ({ did, what }) => did.deletedChannel(what),
  'tool-server.created': ({ did, what }) => did.addedToolServer(what),
  'tool-server.changed': ({ did, what }) => did.changedToolServer(what),
  'tool-server.signed-in': ({ did, what }) => did.signedInToToolServer(what),
  'tool-server.signed-out': ({ did, what }) => did.signedOutOfToolServer(what),
  'tool-server.tools-approved': ({ did, what }) => did.approvedTools(what),
  'tool-server.deleted': ({ did, what }) => did.deletedToolServer(what),
  'custom-tool.created': ({ did, what }) => did.madeCustomTool(what),
  'custom-tool.changed': ({ did, what }) => did.changedCustomTool(what),
  'custom-tool.deleted': ({ did, what }) => did.deletedCustomTool(what),
  'webhook.created': ({ did, what }) => did.createdWebhook(what),
  'webhook.changed': ({ did, what }) => did.changedWebhook(what),
  'webhook.secret-rotated': ({ did, what }) => did.rotatedSecret(what),
  'webhook.replayed': ({ did, what }) => did.replayedWebhook(what),
  'webhook.stopped': ({ did, facts, what }) =>
    facts.why === 'gone' ? did.stoppedGoneWebhook(what) : did.stoppedFailingWebhook(what),
  'webhook.deleted': ({ did, what }) => did.deletedWebhook(what),
  'contact.merged': ({ did }) => did.mergedContacts,
  'contact.blocked': ({ did }) => did.blockedContact,
  'contact.unblocked': ({ did }) => did.unblockedContact,
  'contact.exported': ({ did }) => did.exportedContact,
  'contact.erasure-asked': ({ did }) => did.askedToErase,
  'contact.erased': ({ did }) => did.erasedContact,
  'contact-attribute.defined': ({ did, what }) => did.definedAttribute(what),
  'contact-attribute.removed': ({ did, what }) => did.removedAttribute(what),
  'widget.created': ({ did, what }) => did.createdWidget(what),
  'widget.changed': ({ did, is, what }) =>
    is('isEnabled') === false ? did.stoppedWidget(what) : did.changedWidget(what),
  'widget.secret-changed': ({ did, what }) => did.changedWidgetSecret(what),
  'widget.deleted': ({ did, what }) => did.deletedWidget(what),
  'conversation.deleted': ({ did }) => did.deletedConversation,
  'conversation.handed': tellHanded,
  'conversation.exported': ({ did }) => did.exportedConversations,
  'job.retried': ({ did, facts, job }) => did.retriedJob(job(facts.name)),
  'audit-log.exported': ({ did, facts }) => did.exportedLog((facts.format ?? '').toUpperCase()),
}

function tellHanded({ did, facts, isOwn, what }: Telling): string {
  if (facts.assigneeKind === 'agent') return did.gaveBackConversation
  if (facts.assigneeKind === 'queue') return did.queuedConversation
  return isOwn ? did.tookConversation : did.assignedConversation(what)
}

/** What stands where no name is told: the member is gone, or the agent is another member's own. */
const unnamed = (facts: Telling['facts'], audit: AuditedMessages['audit']): string => {
  if (facts.memberId) return audit.removedMember
  return facts.agentId && facts.ownerId ? audit.ownAgent : ''
}

/** What was done: one deed or several, each to stand after the name of whoever did it. */
export function deedsIn(entry: AuditEntry, t: AuditedMessages): string[] {
  const { audit, settings } = t
  const facts = entry.facts as Telling['facts']
  const tell = (told as Record<string, Tell | undefined>)[entry.type]
  if (!tell) return [audit.did.other(entry.type)]
  const roles: Record<string, string> = settings.roles
  const deeds = tell({
    facts,
    is: (fact) => entry.facts[fact] as boolean | undefined,
    what: entry.subject ?? unnamed(facts, audit),
    isOwn: facts.memberId === entry.actor.id,
    did: audit.did,
    role: (name = '') => roles[name] ?? name,
    job: (name = '') => jobTitle(name, t),
  })
  return [deeds].flat()
}

function tellEnding({ did, facts, what }: Telling): string {
  switch (facts.reason) {
    case 'signed out from another device':
      return did.signedOutElsewhere
    case 'password changed':
      return did.signedOutByPassword
    case 'member suspended':
      return did.signedOutBySuspension(what)
    case 'member removed':
      return did.signedOutByRemoval(what)
    case 'refresh token reused':
      return did.tokenReused(what)
    default:
      return did.signedOut
  }
}

function tellMemberChange({ did, facts, is, what, role }: Telling): string[] {
  return [
    ...(facts.role ? [did.gaveRole(what, role(facts.role), role(facts.formerRole))] : []),
    ...(is('isSuspended') === true ? [did.suspended(what)] : []),
    ...(is('isSuspended') === false ? [did.restored(what)] : []),
    ...(facts.formerName ? [did.renamedMember(facts.formerName, what)] : []),
  ]
}

function tellTenantChange({ did, facts, is, what }: Telling): string[] {
  const deeds = [
    ...(facts.formerName ? [did.renamedTenant(facts.formerName, what)] : []),
    ...(is('allowsRegistration') === true ? [did.openedRegistration] : []),
    ...(is('allowsRegistration') === false ? [did.closedRegistration] : []),
  ]
  return deeds.length > 0 ? deeds : [did.changedTenant]
}
