import type { EventPayload, EventStreamPart, StoredEvent } from '#contract/events.ts'
import type { Document } from '#contract/shapes/knowledge.ts'
import { change, refresh, snapshotOf } from './cache.ts'
import { document, documents, me } from './resources.ts'
import { applyTyping, typings } from './typings.ts'

const BURST_MS = 120

const due = new Set<string>()

/** Events come in bursts: what several of them concern is fetched once. */
const refreshSoon = (...keys: string[]) => {
  if (due.size === 0)
    setTimeout(() => {
      for (const key of due) refresh(key)
      due.clear()
    }, BURST_MS)
  for (const key of keys) due.add(key)
}

/** What the audit log leaves out; anything else that is heard stands in it. */
const unaudited =
  /^(inbox|csat-rating|canned-reply|macro|message|reply|project|import|file|handoff|proactive-preferences|memory|scheduled-message|unanswered-question)\.|^conversation\.(opened|changed|read)$|^document\.changed$|^evaluation-run\.ended$|^tool-server\.synced$|^agent\.drafted$|^team\.staffed$|^sla\.|^suggestion\.made$|^knowledge-base\.embedded$|^contact\.(added|changed|erasure-progressed)$/

/** Brings the screen up to what was heard. */
export function applyEvent(part: EventStreamPart) {
  if (part.type === 'event') apply(part.event)
  else if (part.type === 'typing') applyTyping(part.typing)
  // Whoever writes is told of anew.
  else if (part.type === 'ready') typings.set([])
}

const apply = (event: StoredEvent) => {
  if (!unaudited.test(event.type)) refreshSoon('audit')
  if (event.type.startsWith('widget')) refreshSoon('widgets')
  if (event.type === 'tool-policy.set') refreshSoon('tool-policy')
  switch (event.type) {
    case 'conversation.opened':
    case 'conversation.changed':
    case 'conversation.handed':
    case 'csat-rating.requested':
    case 'csat-rating.given':
    case 'message.created':
    case 'reply.requested':
    case 'reply.started':
    case 'reply.ended':
    case 'tool-approval.settled':
      return refreshConversation(event.payload.conversationId)
    case 'conversation.deleted':
      // What was learnt in it has gone with it.
      refreshSoon('memory')
      return refreshConversation(event.payload.conversationId)
    case 'file.read':
      return refreshSoon(`file-text/${event.payload.fileId}`)
    case 'inbox.changed':
    case 'inbox.presence-set':
    case 'team.staffed':
    case 'sla.warned':
    case 'sla.breached':
      return refreshSoon('inbox')
    case 'team.created':
    case 'team.changed':
    case 'team.deleted':
      return refreshSoon('teams', 'inbox')
    case 'agent.team-set':
      return refreshSoon(`agent/${event.payload.agentId}`)
    case 'canned-reply.changed':
    case 'macro.changed':
      return refreshSoon('canned')
    case 'conversation.read':
      return applyReading(event)
    case 'proactive-preferences.set':
      return refreshSoon('proactive-preferences')
    case 'scheduled-message.changed':
      return refreshSoon('scheduled-messages')
    case 'project.created':
    case 'project.changed':
      return refreshSoon('projects')
    case 'project.deleted':
    case 'project.member-set':
      return refreshSoon('projects', 'conversation')
    case 'share.created':
    case 'share.changed':
    case 'share.revoked':
      return refreshSoon('shares/')
    case 'share-settings.changed':
      return refreshSoon('share-settings')
    case 'agent.created':
    case 'agent.changed':
    case 'agent.deleted':
    case 'agent.drafted':
    case 'agent.adaptation-set':
    case 'agent.proactive-messages-set':
    case 'agent.handoff-set':
    case 'suggestion.made':
    case 'suggestion.settled':
      return refreshSoon('agents', `agent/${event.payload.agentId}`)
    case 'memory.changed':
      return refreshSoon('memory')
    case 'contact.added':
    case 'contact.changed':
    case 'contact.merged':
    case 'contact.blocked':
    case 'contact.unblocked':
    case 'contact.erasure-asked':
    case 'contact.erasure-progressed':
    case 'contact.erased':
      // An id that was merged shows whoever stands for it.
      return refreshSoon('contacts', 'contact/')
    case 'contact-attribute.defined':
    case 'contact-attribute.removed':
      return refreshSoon('contacts', 'contact/', 'contact-attributes')
    case 'model.failed':
      return refreshSoon('failed-models')
    case 'connection.created':
    case 'connection.changed':
    case 'connection.deleted':
    case 'default-model.changed':
      return refreshSoon('connections', 'failed-models', 'language-models', 'embedding-models', 'first-steps')
    case 'budget.created':
    case 'budget.changed':
    case 'budget.deleted':
    case 'budget.crossed':
      return refreshSoon('budgets')
    case 'custom-tool.created':
    case 'custom-tool.changed':
    case 'custom-tool.deleted':
      return refreshSoon('custom-tools', 'tools')
    case 'webhook.created':
    case 'webhook.changed':
    case 'webhook.stopped':
    case 'webhook.deleted':
      return refreshSoon('webhooks')
    case 'tool-server.created':
    case 'tool-server.changed':
    case 'tool-server.synced':
    case 'tool-server.tools-approved':
    case 'tool-server.signed-in':
    case 'tool-server.signed-out':
    case 'tool-server.deleted':
      return refreshSoon('tool')
    case 'knowledge-base.created':
    case 'knowledge-base.changed':
    case 'knowledge-base.deleted':
    case 'knowledge-base.embedded':
      return refreshSoon('knowledge-bases', `knowledge-base/${event.payload.knowledgeBaseId}`)
    case 'document.changed':
      return applyDocumentChange(event.payload)
    case 'document.added':
    case 'document.replaced':
    case 'document.deleted':
      return refreshKnowledgeBase(event.payload.knowledgeBaseId)
    case 'passage.edited':
      return refreshSoon(`passages/${event.payload.documentId}`)
    case 'search-dictionary.changed':
      return refreshSoon('search-dictionary')
    case 'site.added':
    case 'site.changed':
    case 'site.deleted': {
      const { knowledgeBaseId, siteId } = event.payload
      return refreshSoon(`sites/${knowledgeBaseId}`, `site/${siteId}`, `site-pages/${siteId}`)
    }
    case 'evaluation-run.ended':
    case 'evaluation-run.judged':
      return refreshSoon(
        `evaluation-runs/${event.payload.knowledgeBaseId}`,
        `knowledge-base/${event.payload.knowledgeBaseId}`,
      )
    case 'unanswered-question.changed':
      return refreshSoon('unanswered')
    case 'member.registered':
    case 'member.changed':
    case 'member.removed':
      return refreshSoon('me', 'people', 'invitations')
    case 'member.invited':
    case 'invitation.used':
    case 'invitation.revoked':
      return refreshSoon('invitations')
    case 'session.started':
    case 'session.ended':
      return refreshSoon('sessions')
    case 'tenant.changed':
      return refreshSoon('me', 'tenants')
    case 'tenant.planned':
      return refreshSoon('quota', 'tenants')
    case 'tenant.suspended':
    case 'tenant.restored':
    case 'tenant.deleted':
      return refreshSoon('tenants')
    case 'api-key.created':
    case 'api-key.revoked':
      return refreshSoon('api-keys')
    default:
  }
}

const refreshConversation = (id: string) =>
  refreshSoon('conversations', `conversation/${id}`, `messages/${id}`, 'inbox')

/** One's own reading, perhaps on another device, changes what is unread; another's only what is told of them. */
const applyReading = ({ payload, actor }: Extract<StoredEvent, { type: 'conversation.read' }>) =>
  actor.id === snapshotOf(me).value?.actor.id
    ? refreshSoon('conversations', `conversation/${payload.conversationId}`, 'inbox')
    : refreshSoon(`readers/${payload.conversationId}`)

const refreshKnowledgeBase = (id: string) =>
  refreshSoon('knowledge-bases', `knowledge-base/${id}`, `documents/${id}`)

type DocumentChange = EventPayload<'document.changed'>

/** Progress is told often, so it is shown as told; the end of it is fetched, with its counts or its reason. */
const applyDocumentChange = ({ knowledgeBaseId, documentId, state, progress }: DocumentChange) => {
  if (state !== 'extracting' && state !== 'indexing') {
    refreshSoon(`document/${documentId}`, `document-text/${documentId}`, `passages/${documentId}`)
    return refreshKnowledgeBase(knowledgeBaseId)
  }
  const now: Document['state'] = state
  change(document(documentId), (held) => ({ ...held, state: now, progress }))
  return change(documents(knowledgeBaseId), (page) => ({
    ...page,
    items: page.items.map((item) => (item.id === documentId ? { ...item, state: now, progress } : item)),
  }))
}
