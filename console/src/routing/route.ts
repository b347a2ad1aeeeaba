/** The sections of the settings, as they are called in addresses; the first one is at `/settings` itself. */
export const settingsSections = [
  'profile',
  'memory',
  'proactive',
  'links',
  'api-keys',
  'organisation',
  'widgets',
  'members',
  'teams',
  'canned',
  'budgets',
  'models',
  'usage',
  'audit-log',
  'jobs',
  'tools',
  'custom-tools',
  'webhooks',
  'channels',
  'tenants',
] as const
export type SettingsSection = (typeof settingsSections)[number]

/** What an agent's page shows: how it is now, how it came to be so, and what conversations teach it, and whether it writes first. */
export const agentParts = ['configuration', 'versions', 'learning', 'proactive'] as const
export type AgentPart = (typeof agentParts)[number]

/** Every view of the console. Each has an address of its own. */
export type Route =
  | { name: 'home' }
  | { name: 'set-up' }
  | { name: 'sign-in' }
  | { name: 'register' }
  | { name: 'inbox' }
  | { name: 'inbox-conversation'; conversationId: string }
  | { name: 'conversations' }
  | { name: 'new-conversation' }
  | { name: 'conversation'; conversationId: string }
  | { name: 'project'; projectId: string }
  | { name: 'contacts' }
  | { name: 'contact'; contactId: string }
  | { name: 'knowledge' }
  | { name: 'unanswered' }
  | { name: 'search-dictionary' }
  | { name: 'knowledge-base'; knowledgeBaseId: string }
  | { name: 'tests'; knowledgeBaseId: string }
  | { name: 'document'; documentId: string }
  | { name: 'site'; siteId: string }
  | { name: 'agents' }
  | { name: 'new-agent' }
  | { name: 'agent'; agentId: string; part: AgentPart }
  | { name: 'settings'; section: SettingsSection }
  | { name: 'reports' }
  | { name: 'welcome' }
  | { name: 'not-found' }

/** The view at a path. */
export function routeOf(pathname: string): Route {
  const [page, first, second, ...more] = pathname.split('/').filter(Boolean).map(decode)
  if (more.length > 0) return { name: 'not-found' }
  if (second !== undefined) return within(page, first, second)
  switch (page) {
    case undefined:
      return { name: 'home' }
    case 'setup':
      return first === undefined ? { name: 'set-up' } : { name: 'not-found' }
    case 'sign-in':
    case 'register':
      return first === undefined ? { name: page } : { name: 'not-found' }
    case 'inbox':
      return first === undefined ? { name: 'inbox' } : { name: 'inbox-conversation', conversationId: first }
    case 'conversations':
      if (first === undefined) return { name: 'conversations' }
      return first === 'new' ? { name: 'new-conversation' } : { name: 'conversation', conversationId: first }
    case 'projects':
      return first === undefined ? { name: 'not-found' } : { name: 'project', projectId: first }
    case 'contacts':
      return first === undefined ? { name: 'contacts' } : { name: 'contact', contactId: first }
    case 'knowledge':
      if (first === undefined) return { name: 'knowledge' }
      return first === 'unanswered' || first === 'search-dictionary'
        ? { name: first }
        : { name: 'knowledge-base', knowledgeBaseId: first }
    case 'agents':
      if (first === undefined) return { name: 'agents' }
      return first === 'new'
        ? { name: 'new-agent' }
        : { name: 'agent', agentId: first, part: 'configuration' }
    case 'welcome':
    case 'reports':
      return first === undefined ? { name: page } : { name: 'not-found' }
    case 'settings':
      return sectionAt(first)
    default:
      return { name: 'not-found' }
  }
}

/** The views that stand below another. */
function within(page: string | undefined, first: string | undefined, second: string): Route {
  if (page === 'knowledge' && first !== undefined) return belowKnowledge(first, second)
  const part = agentParts.find((other, at) => at > 0 && other === second)
  if (page === 'agents' && first !== undefined && part) return { name: 'agent', agentId: first, part }
  return { name: 'not-found' }
}

function belowKnowledge(first: string, second: string): Route {
  if (first === 'documents') return { name: 'document', documentId: second }
  if (first === 'sites') return { name: 'site', siteId: second }
  return second === 'tests' ? { name: 'tests', knowledgeBaseId: first } : { name: 'not-found' }
}

function sectionAt(name: string | undefined): Route {
  const [atRoot, ...others] = settingsSections
  const section = name === undefined ? atRoot : others.find((other) => other === name)
  return section ? { name: 'settings', section } : { name: 'not-found' }
}

const decode = (piece: string): string => {
  try {
    return decodeURIComponent(piece)
  } catch {
    return piece
  }
}

/** Addresses of the views, for links. */
export const to = {
  inbox: '/inbox',
  inboxConversation: (conversationId: string) => `/inbox/${conversationId}`,
  conversations: '/conversations',
  newConversation: (agentId?: string) =>
    agentId ? `/conversations/new?agent=${agentId}` : '/conversations/new',
  conversation: (conversationId: string) => `/conversations/${conversationId}`,
  message: (conversationId: string, messageId: string) =>
    `/conversations/${conversationId}?message=${messageId}`,
  project: (projectId: string) => `/projects/${projectId}`,
  contacts: '/contacts',
  contact: (contactId: string) => `/contacts/${contactId}`,
  knowledge: '/knowledge',
  unanswered: '/knowledge/unanswered',
  searchDictionary: '/knowledge/search-dictionary',
  knowledgeBase: (knowledgeBaseId: string) => `/knowledge/${knowledgeBaseId}`,
  tests: (knowledgeBaseId: string) => `/knowledge/${knowledgeBaseId}/tests`,
  document: (documentId: string, range?: { start: number; end: number }) =>
    `/knowledge/documents/${documentId}${range ? `#passage=${range.start}-${range.end}` : ''}`,
  site: (siteId: string) => `/knowledge/sites/${siteId}`,
  agents: '/agents',
  newAgent: '/agents/new',
  agent: (agentId: string, part: AgentPart = 'configuration') =>
    part === 'configuration' ? `/agents/${agentId}` : `/agents/${agentId}/${part}`,
  settings: (section: SettingsSection = 'profile') =>
    section === 'profile' ? '/settings' : `/settings/${section}`,
  budgetsOf: (what: 'agent' | 'member', id: string) => `/settings/budgets?${what}=${id}`,
  memory: (agentId: string) => `/settings/memory?agent=${agentId}`,
  tenant: (tenantId: string) => `/settings/tenants?tenant=${tenantId}`,
  team: (teamId: string) => `/settings/teams?team=${teamId}`,
  reports: '/reports',
  welcome: '/welcome',
  signIn: '/sign-in',
  register: '/register',
}
