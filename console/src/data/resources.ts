import type { z } from 'zod'
import type { Page } from '#contract/page.ts'
import type { Agent, LanguageModelList, ToolList, FirstSteps } from '#contract/shapes/agent.ts'
import type { AgentDiff, AgentDraft, AgentVersion } from '#contract/shapes/agent-version.ts'
import type { AgentTemplateList, TemplateLanguage } from '#contract/shapes/agent-file.ts'
import type { Suggestion } from '#contract/shapes/suggestion.ts'
import type {
  Conversation,
  ConversationSummary,
  ReaderList,
  UnreadCount,
} from '#contract/shapes/conversation.ts'
import type { Document, DocumentText, Passage, KnowledgeBase } from '#contract/shapes/knowledge.ts'
import type { MetadataKey } from '#contract/shapes/metadata.ts'
import type { FaqEntry } from '#contract/shapes/faq-entry.ts'
import type { PassageEditList } from '#contract/shapes/passage-edit.ts'
import type { TestCase, EvaluationRun } from '#contract/shapes/evals.ts'
import type { ProactivePreferences, ScheduledMessage } from '#contract/shapes/proactive.ts'
import type { Project, ProjectMember } from '#contract/shapes/project.ts'
import type { UnansweredQuestion } from '#contract/shapes/unanswered.ts'
import type { SearchDictionaryEntry, SearchDictionaryKind } from '#contract/shapes/search-dictionary.ts'
import type { ListSitePages, Site, SitePage } from '#contract/shapes/site.ts'
import type { ApiKeyPage, Me, ServerStatus } from '#contract/shapes/people.ts'
import type { ConnectionList, EmbeddingModelList, FailedModelList } from '#contract/shapes/model.ts'
import type { ReadUsage, Usage } from '#contract/shapes/usage.ts'
import { client } from '../console-client.ts'
import type { Resource } from './cache.ts'
import { loadPages } from './pages.ts'

/** Everything that is fetched, except messages. Keys begin with their area, so that an event can refresh all of it. */
export const status: Resource<z.output<typeof ServerStatus>> = { key: 'status', load: () => client.status() }
export const me: Resource<Me> = { key: 'me', load: () => client.me() }

export const projects: Resource<Page<Project>> = {
  key: 'projects',
  load: (previous) => loadPages((page) => client.projects.list(page), previous),
}
/** Who works in a project. */
export const projectMembers = (projectId: string): Resource<{ items: ProjectMember[] }> => ({
  key: `projects/${projectId}/members`,
  load: () => client.projects.members(projectId),
})
export const conversation = (conversationId: string): Resource<Conversation> => ({
  key: `conversation/${conversationId}`,
  load: () => client.conversations.read(conversationId),
})

/** How far a conversation was read, and by which side. */
export const readersOf = (conversationId: string): Resource<z.output<typeof ReaderList>> => ({
  key: `readers/${conversationId}`,
  load: () => client.conversations.readers(conversationId),
})
/** What the agent remembers of a long conversation in short. */
export const summaryOf = (conversationId: string): Resource<ConversationSummary> => ({
  key: `conversation/${conversationId}/summary`,
  load: () => client.conversations.summary(conversationId),
})
/** Fetched again with every list of conversations. */
export const unread: Resource<UnreadCount> = {
  key: 'conversations-unread',
  load: () => client.conversations.unread(),
}

const ALL = 100
export const agents: Resource<Page<Agent>> = { key: 'agents', load: () => client.agents.list({ limit: ALL }) }
/** As it is being changed. */
export const agentDraft = (agentId: string): Resource<AgentDraft> => ({
  key: `agent/${agentId}/draft`,
  load: () => client.agents.draft(agentId),
})
export const agentVersions = (agentId: string): Resource<Page<AgentVersion>> => ({
  key: `agent/${agentId}/versions`,
  load: (previous) => loadPages((page) => client.agents.versions(agentId, page), previous),
})
/** What differs between two versions; undefined: what answers, and the draft. */
export const agentDiff = (agentId: string, from?: number, to?: number): Resource<AgentDiff> => ({
  key: `agent/${agentId}/diff/${from ?? ''}-${to ?? ''}`,
  load: () => client.agents.compare(agentId, { from, to }),
})
export const suggestions = (agentId: string): Resource<Page<Suggestion>> => ({
  key: `agent/${agentId}/suggestions`,
  load: (previous) => loadPages((page) => client.suggestions.list(agentId, page), previous),
})
export const agentTemplates = (language: TemplateLanguage): Resource<z.output<typeof AgentTemplateList>> => ({
  key: `agent-templates/${language}`,
  load: () => client.agents.templates({ language }),
})
export const languageModels: Resource<z.output<typeof LanguageModelList>> = {
  key: 'language-models',
  load: () => client.agents.languageModels(),
}
export const tools: Resource<z.output<typeof ToolList>> = { key: 'tools', load: () => client.agents.tools() }

export const connections: Resource<z.output<typeof ConnectionList>> = {
  key: 'connections',
  load: () => client.models.connections(),
}
export const failedModels: Resource<z.output<typeof FailedModelList>> = {
  key: 'failed-models',
  load: () => client.models.failed(),
}
export const usage = (query: z.input<typeof ReadUsage>): Resource<Usage> => ({
  key: `usage?${JSON.stringify(query)}`,
  load: () => client.usage.read(query),
})
export const firstSteps: Resource<FirstSteps> = {
  key: 'first-steps',
  load: () => client.agents.firstSteps(),
}

export const knowledgeBases: Resource<Page<KnowledgeBase>> = {
  key: 'knowledge-bases',
  load: () => client.knowledgeBases.list({ limit: ALL }),
}
export const knowledgeBase = (knowledgeBaseId: string): Resource<KnowledgeBase> => ({
  key: `knowledge-base/${knowledgeBaseId}`,
  load: () => client.knowledgeBases.read(knowledgeBaseId),
})
export const metadataKeys = (knowledgeBaseId: string): Resource<{ items: MetadataKey[] }> => ({
  key: `knowledge-base/${knowledgeBaseId}/metadata`,
  load: () => client.knowledgeBases.metadataKeys(knowledgeBaseId),
})
export const testCases = (knowledgeBaseId: string): Resource<{ items: TestCase[] }> => ({
  key: `test-cases/${knowledgeBaseId}`,
  load: () => client.evals.testCases(knowledgeBaseId),
})
export const evaluationRuns = (knowledgeBaseId: string): Resource<{ items: EvaluationRun[] }> => ({
  key: `evaluation-runs/${knowledgeBaseId}`,
  load: () => client.evals.runs(knowledgeBaseId),
})
export const unanswered = (
  state: 'waiting' | 'published' | 'dismissed',
): Resource<{ items: UnansweredQuestion[] }> => ({
  key: `unanswered/${state}`,
  load: () => client.unanswered.list({ state }),
})
export const documents = (knowledgeBaseId: string): Resource<Page<Document>> => ({
  key: `documents/${knowledgeBaseId}`,
  load: (previous) =>
    loadPages((page) => client.documents.list(knowledgeBaseId, { ...page, kind: 'document' }), previous),
})
export const document = (documentId: string): Resource<Document> => ({
  key: `document/${documentId}`,
  load: () => client.documents.read(documentId),
})
export const documentText = (documentId: string): Resource<z.output<typeof DocumentText>> => ({
  key: `document-text/${documentId}`,
  load: () => client.documents.text(documentId),
})
export const passages = (documentId: string): Resource<Page<Passage>> => ({
  key: `passages/${documentId}`,
  load: (previous) => loadPages((page) => client.documents.passages(documentId, page), previous),
})

export const unfitEdits = (documentId: string): Resource<z.output<typeof PassageEditList>> => ({
  key: `passages/${documentId}/unfit`,
  load: () => client.documents.unfitEdits(documentId),
})
export const faqEntries = (knowledgeBaseId: string, search: string): Resource<Page<FaqEntry>> => ({
  key: `documents/${knowledgeBaseId}/faq-entries/${search}`,
  load: (previous) =>
    loadPages(
      (page) => client.faqEntries.list(knowledgeBaseId, { ...page, ...(search && { search }) }),
      previous,
    ),
})
export const searchDictionary = (
  kind: SearchDictionaryKind | '',
  search: string,
): Resource<Page<SearchDictionaryEntry>> => ({
  key: `search-dictionary/${kind}/${search}`,
  load: (previous) =>
    loadPages((page) => client.searchDictionary.list({ ...page, ...(kind && { kind }), search }), previous),
})
export const sites = (knowledgeBaseId: string): Resource<Page<Site>> => ({
  key: `sites/${knowledgeBaseId}`,
  load: () => client.sites.list(knowledgeBaseId, { limit: ALL }),
})
export const site = (siteId: string): Resource<Site> => ({
  key: `site/${siteId}`,
  load: () => client.sites.read(siteId),
})
/** In one state, or that the latest run added or changed. */
export type SitePageFilters = Omit<z.input<typeof ListSitePages>, 'siteId' | 'limit' | 'after'>
export const sitePages = (siteId: string, filters: SitePageFilters): Resource<Page<SitePage>> => ({
  key: `site-pages/${siteId}?${JSON.stringify(filters)}`,
  load: (previous) => loadPages((page) => client.sites.pages(siteId, { ...page, ...filters }), previous),
})
export const embeddingModels: Resource<z.output<typeof EmbeddingModelList>> = {
  key: 'embedding-models',
  load: () => client.knowledgeBases.embeddingModels(),
}

export const apiKeys: Resource<z.output<typeof ApiKeyPage>> = {
  key: 'api-keys',
  load: () => client.apiKeys.list({ limit: ALL }),
}

export const proactivePreferences: Resource<ProactivePreferences> = {
  key: 'proactive-preferences',
  load: () => client.proactive.preferences(),
}
/** What agents are to say: in one conversation, or in all that one sees. */
export const scheduledMessages = (conversationId?: string): Resource<Page<ScheduledMessage>> => ({
  key: `scheduled-messages/${conversationId ?? ''}`,
  load: () => client.proactive.scheduled({ limit: ALL, ...(conversationId && { conversationId }) }),
})
