import { isTest, type Rule } from './source-file.ts'

/** Who owns each table: the one folder below `server/src` whose files mention it. */
export const tableOwners: Record<string, string> = {
  tenants: 'features/tenants',
  members: 'features/people',
  visitors: 'features/people',
  invitations: 'features/access',
  sessions: 'features/access',
  spent_refresh_tokens: 'features/access',
  api_keys: 'features/access',
  socket_tickets: 'features/access',
  setup_links: 'features/access',
  agents: 'features/agents',
  agent_knowledge_bases: 'features/agents',
  agent_versions: 'features/agents',
  agent_drafts: 'features/agents',
  suggestions: 'features/adaptation',
  conversation_reviews: 'features/adaptation',
  conversations: 'features/conversations',
  messages: 'features/conversations',
  read_positions: 'features/conversations',
  replies: 'features/conversations',
  spent_replies: 'features/conversations',
  files: 'features/conversations',
  file_limits: 'features/files',
  spent_files: 'features/files',
  file_texts: 'features/files',
  projects: 'features/projects',
  project_members: 'features/projects',
  project_knowledge_bases: 'features/projects',
  conversation_shares: 'features/sharing',
  share_settings: 'features/sharing',
  imports: 'features/imports',
  imported_conversations: 'features/imports',
  search_entries: 'features/search',
  rolled_until: 'platform/rollups',
  stale_hours: 'platform/rollups',
  usage_hours: 'features/usage',
  report_hours: 'features/inbox/reports',
  completions: 'features/completions',
  tool_steps: 'features/answers',
  tool_rules: 'features/tools',
  tool_settings: 'features/tools',
  tool_approvals: 'features/tools',
  tool_grants: 'features/tools',
  conversation_summaries: 'features/replies',
  provider_connections: 'features/models',
  connected_models: 'features/models',
  default_models: 'features/models',
  knowledge_bases: 'features/knowledge',
  documents: 'features/knowledge',
  passages: 'features/knowledge',
  passage_edits: 'features/knowledge',
  sites: 'features/sites',
  site_pages: 'features/sites',
  passage_vectors: 'features/knowledge',
  spent_readings: 'features/knowledge',
  spent_vectors: 'features/knowledge',
  term_statistics: 'features/knowledge',
  search_dictionary_entries: 'features/knowledge',
  test_cases: 'features/evals',
  evaluation_runs: 'features/evals',
  unanswered_questions: 'features/evals',
  budgets: 'features/budgets',
  budget_spending: 'features/budgets',
  budget_reservations: 'features/budgets',
  memories: 'features/memory',
  memory_extractions: 'features/memory',
  memory_consents: 'features/memory',
  widgets: 'features/widgets',
  visitor_sessions: 'features/widgets',
  contact_attributes: 'features/contacts',
  contact_erasures: 'features/contacts',
  external_ids: 'features/external-ids',
  idempotency_keys: 'kernel',
  request_origins: 'kernel',
  proactive_preferences: 'features/proactive',
  proactive_agent_preferences: 'features/proactive',
  proactive_checks: 'features/proactive',
  scheduled_messages: 'features/proactive',
  inbox_states: 'features/inbox/handoff',
  inbox_entries: 'features/inbox/handoff',
  away_members: 'features/inbox/handoff',
  channels: 'features/channels',
  channel_threads: 'features/channels',
  channel_messages: 'features/channels',
  email_channels: 'features/channels',
  email_threads: 'features/channels',
  channel_mails: 'features/channels',
  custom_tools: 'features/tools',
  webhooks: 'features/webhooks',
  webhook_deliveries: 'features/webhooks',
  presences: 'features/inbox/handoff',
  teams: 'features/inbox/routing',
  team_members: 'features/inbox/routing',
  team_conversations: 'features/inbox/routing',
  agent_teams: 'features/inbox/routing',
  sla_timers: 'features/inbox/routing',
  canned_replies: 'features/inbox/canned',
  macros: 'features/inbox/canned',
  message_translations: 'features/inbox/copilot',
  csat_settings: 'features/inbox/csat',
  csat_ratings: 'features/inbox/csat',
  tool_servers: 'features/tools',
  served_tools: 'features/tools',
  tool_server_credentials: 'features/tools',
  tool_server_sign_ins: 'features/tools',
  jobs: 'platform/queue',
  scheduled_jobs: 'platform/queue',
  events: 'platform/outbox',
  event_counters: 'platform/outbox',
  event_consumers: 'platform/outbox',
}

/** Who besides the owner may mention a table, and why that is no breach. */
const besides: Record<string, readonly string[]> = {
  // The feed is the reading side of the outbox.
  events: ['features/feed', 'features/audit'],
  // The queue knows how jobs are done; what people see of them is a feature.
  jobs: ['features/jobs'],
  // The audit log tells an event together with where its request came from.
  request_origins: ['features/audit'],
  event_counters: ['features/feed'],
  // Readiness asks the database anything at all; the outbox asks who is gone, and the queue who is suspended.
  tenants: ['entry/http.ts', 'platform/outbox', 'platform/queue'],
}

const inBuilder =
  /\b(?:selectFrom|insertInto|updateTable|deleteFrom|mergeInto|using|\w+Join)\s*\(\s*\[?\s*'(\w+)/g
const inTypes = /\b(?:Schema\[|<Schema,\s*)'(\w+)'/g
const inSql = /\b(?:FROM|JOIN|INTO|UPDATE|TABLE)\s+(?:ONLY\s+)?(\w+)/g

const mentionedIn = (text: string): string[] => [
  ...new Set(
    [inBuilder, inTypes, inSql].flatMap((form) => [...text.matchAll(form)].map(([, table = '']) => table)),
  ),
]

/** The tables of one feature are never in another's files. */
export const tablesHaveOneOwner: Rule = (files) =>
  files
    .filter(({ path }) => path.startsWith('server/src/') && !isTest(path))
    // The schema names them all, and migrating asks the catalogue.
    .filter(({ path }) => !path.startsWith('server/src/platform/database/'))
    .flatMap(({ path, withoutComments }) => {
      const place = path.slice('server/src/'.length)
      return mentionedIn(withoutComments).flatMap((table) => {
        const owner = Object.hasOwn(tableOwners, table) ? tableOwners[table] : undefined
        if (owner === undefined) return []
        const isAllowed = [owner, ...(besides[table] ?? [])].some(
          (prefix) => place === prefix || place.startsWith(`${prefix}/`),
        )
        return isAllowed ? [] : [`${path}: mentions the table ${table} of ${owner}`]
      })
    })
