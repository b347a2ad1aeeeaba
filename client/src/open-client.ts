import type { SignedIn } from '#contract/shapes/people.ts'
import type { Credentials } from './bearer.ts'
import { openBearer } from './bearer.ts'
import {
  accessCalls,
  accountCalls,
  apiKeyCalls,
  peopleCalls,
  tenantCalls,
  tenantsCalls,
} from './calls/access-calls.ts'
import { agentCalls, suggestionCalls } from './calls/agent-calls.ts'
import { auditCalls } from './calls/audit-calls.ts'
import { completionCalls } from './calls/completion-calls.ts'
import { contactCalls } from './calls/contact-calls.ts'
import { conversationCalls, replyCalls } from './calls/conversation-calls.ts'
import { jobCalls } from './calls/job-calls.ts'
import { inboxCalls } from './calls/inbox-calls.ts'
import { proactiveCalls } from './calls/proactive-calls.ts'
import { memoryCalls } from './calls/memory-calls.ts'
import { modelCalls, usageCalls } from './calls/model-calls.ts'
import { fileCalls } from './calls/file-calls.ts'
import { documentCalls, knowledgeBaseCalls } from './calls/knowledge-calls.ts'
import { faqEntryCalls } from './calls/faq-entry-calls.ts'
import { searchDictionaryCalls } from './calls/search-dictionary-calls.ts'
import { toolServerCalls } from './calls/tool-server-calls.ts'
import { customToolCalls } from './calls/custom-tool-calls.ts'
import { webhookCalls } from './calls/webhook-calls.ts'
import { shareCalls } from './calls/share-calls.ts'
import { siteCalls } from './calls/site-calls.ts'
import { widgetCalls } from './calls/widget-calls.ts'
import { csatCalls, reportCalls } from './calls/report-calls.ts'
import { evalCalls, unansweredCalls } from './calls/eval-calls.ts'
import { teamCalls } from './calls/team-calls.ts'
import { importCalls } from './calls/import-calls.ts'
import { projectCalls } from './calls/project-calls.ts'
import { followEvents, type FollowEventsOptions } from './live/follow-events.ts'
import { followReply, type FollowReplyOptions } from './live/follow-reply.ts'
import { overEither } from './live/over-either.ts'
import { overEventStream } from './live/over-event-stream.ts'
import { overSocket } from './live/over-socket.ts'
import { openTransport, type Transport } from './transport.ts'

export interface ClientOptions {
  /** Where the server is, for example `https://parley.example.org`; on a page of its own, the empty string. */
  baseUrl: string
  credentials: Credentials
  /**
   * How streams arrive. `event-stream`, the default, opens one HTTP answer for each. `socket` shares one WebSocket,
   * which a browser needs when many tabs are open: it allows six HTTP/1 connections to a server for all of them.
   */
  live?: 'event-stream' | 'socket'
  /** Slug or id of the tenant to enter instead of one's own, asked for at every call; for platform admins. */
  tenant?: () => string | null
}

/** The native API as typed calls and streams. Every failure is an ApiError. */
export function openClient({ baseUrl, credentials, live = 'event-stream', tenant }: ClientOptions) {
  let root = baseUrl
  while (root.endsWith('/')) root = root.slice(0, -1)
  const refresh = (refreshToken: string) =>
    transport.call<SignedIn>('POST', '/v1/auth/refresh', { body: { refreshToken }, isPublic: true })
  const bearer = openBearer(credentials, refresh, tenant)
  const transport: Transport = openTransport(root, bearer)
  const eventStream = overEventStream(transport)
  const line = live === 'socket' ? overEither(overSocket(root, bearer), eventStream) : eventStream

  return {
    /** For calls that are fetched by themselves, where they are needed. */
    transport,
    ...accessCalls(transport, 'tokens' in credentials ? credentials.tokens : null),
    account: accountCalls(transport),
    apiKeys: apiKeyCalls(transport),
    people: peopleCalls(transport),
    tenant: tenantCalls(transport),
    tenants: tenantsCalls(transport),
    audit: auditCalls(transport),
    agents: agentCalls(transport),
    suggestions: suggestionCalls(transport),
    jobs: jobCalls(transport),
    inbox: inboxCalls(transport),
    teams: teamCalls(transport),
    proactive: proactiveCalls(transport),
    memory: memoryCalls(transport),
    models: modelCalls(transport),
    usage: usageCalls(transport),
    csat: csatCalls(transport),
    reports: reportCalls(transport),
    completions: completionCalls(transport),
    contacts: contactCalls(transport),
    conversations: conversationCalls(transport),
    replies: replyCalls(transport),
    projects: projectCalls(transport),
    imports: importCalls(transport),
    shares: shareCalls(transport),
    knowledgeBases: knowledgeBaseCalls(transport),
    evals: evalCalls(transport),
    unanswered: unansweredCalls(transport),
    documents: documentCalls(transport),
    faqEntries: faqEntryCalls(transport),
    searchDictionary: searchDictionaryCalls(transport),
    sites: siteCalls(transport),
    toolServers: toolServerCalls(transport),
    customTools: customToolCalls(transport),
    webhooks: webhookCalls(transport),
    widgets: widgetCalls(transport),
    files: fileCalls(transport),
    /** One reply as it is written, up to and with its `reply-end`. */
    followReply: (replyId: string, options?: FollowReplyOptions) => followReply(line, replyId, options),
    /** What happens, without end. */
    followEvents: (options?: FollowEventsOptions) => followEvents(line, options),
  }
}

export type Client = ReturnType<typeof openClient>
