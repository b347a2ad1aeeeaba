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
import type { Document, DocumentText, Passage, Source } from '#contract/shapes/knowledge.ts'
import type { MetadataKey } from '#contract/shapes/metadata.ts'
import type { Pair } from '#contract/shapes/pair.ts'
import type { PassageEditList } from '#contract/shapes/passage-edit.ts'
import type { TestQuestion, TestRun } from '#contract/shapes/proof.ts'
import type { InitiativeWishes, PlannedMessage } from '#contract/shapes/initiative.ts'
import type { Project, ProjectMember } from '#contract/shapes/project.ts'
import type { UnansweredQuestion } from '#contract/shapes/unanswered.ts'
import type { DictionaryEntry } from '#contract/shapes/dictionary.ts'
import type { Site, SitePage } from '#contract/shapes/site.ts'
import type { ApiKeyPage, Me, ServerStatus } from '#contract/shapes/people.ts'
import type { ConnectionList, EmbeddingModelList, FailedModelList } from '#contract/shapes/model.ts'
import type { ReadUsage, Usage } from '#contract/shapes/usage.ts'
import type { SitePageFilters } from '#client/index.ts'
import { client } from '../console-client.ts'
import type { Resource } from './cache.ts'
import { loadPages } from './pages.ts'

/** Everything that is fetched, except messages. Keys begin with the room, so that an event can refresh all of it. */
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
  load: () => client.agents.templates(language),
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

export const sources: Resource<Page<Source>> = {
  key: 'sources',
  load: () => client.sources.list({ limit: ALL }),
}
export const source = (sourceId: string): Resource<Source> => ({
  key: `source/${sourceId}`,
  load: () => client.sources.read(sourceId),
})
export const metadataKeys = (sourceId: string): Resource<{ items: MetadataKey[] }> => ({
  key: `source/${sourceId}/metadata`,
  load: () => client.sources.metadataKeys(sourceId),
})
export const testQuestions = (sourceId: string): Resource<{ items: TestQuestion[] }> => ({
  key: `test-questions/${sourceId}`,
  load: () => client.proof.questions(sourceId),
})
export const testRuns = (sourceId: string): Resource<{ items: TestRun[] }> => ({
  key: `test-runs/${sourceId}`,
  load: () => client.proof.runs(sourceId),
})
export const unanswered = (
  state: 'waiting' | 'published' | 'dismissed',
): Resource<{ items: UnansweredQuestion[] }> => ({
  key: `unanswered/${state}`,
  load: () => client.unanswered.list(state),
})
export const documents = (sourceId: string): Resource<Page<Document>> => ({
  key: `documents/${sourceId}`,
  load: (previous) =>
    loadPages((page) => client.documents.list(sourceId, { ...page, kind: 'document' }), previous),
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
export const pairs = (sourceId: string, search: string): Resource<Page<Pair>> => ({
  key: `documents/${sourceId}/pairs/${search}`,
  load: (previous) =>
    loadPages((page) => client.pairs.list(sourceId, { ...page, ...(search && { search }) }), previous),
})
export const dictionary = (kind: string, search: string): Resource<Page<DictionaryEntry>> => ({
  key: `dictionary/${kind}/${search}`,
  load: (previous) => loadPages((page) => client.dictionary.list({ ...page, kind, search }), previous),
})
export const sites = (sourceId: string): Resource<Page<Site>> => ({
  key: `sites/${sourceId}`,
  load: () => client.sites.list(sourceId, { limit: ALL }),
})
export const site = (siteId: string): Resource<Site> => ({
  key: `site/${siteId}`,
  load: () => client.sites.read(siteId),
})
export const sitePages = (siteId: string, filters: SitePageFilters): Resource<Page<SitePage>> => ({
  key: `site-pages/${siteId}?${JSON.stringify(filters)}`,
  load: (previous) => loadPages((page) => client.sites.pages(siteId, { ...page, ...filters }), previous),
})
export const embeddingModels: Resource<z.output<typeof EmbeddingModelList>> = {
  key: 'embedding-models',
  load: () => client.sources.embeddingModels(),
}

export const apiKeys: Resource<z.output<typeof ApiKeyPage>> = {
  key: 'api-keys',
  load: () => client.apiKeys.list({ limit: ALL }),
}

export const initiativeWishes: Resource<InitiativeWishes> = {
  key: 'initiative-wishes',
  load: () => client.initiative.wishes(),
}
/** What agents are to say: in one conversation, or in all that one sees. */
export const plannedMessages = (conversationId?: string): Resource<Page<PlannedMessage>> => ({
  key: `planned-messages/${conversationId ?? ''}`,
  load: () => client.initiative.planned({ limit: ALL, ...(conversationId && { conversationId }) }),
})
