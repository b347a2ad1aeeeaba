import * as access from '#features/access/index.ts'
import * as adaptation from '#features/adaptation/index.ts'
import * as agents from '#features/agents/index.ts'
import * as audit from '#features/audit/index.ts'
import * as channels from '#features/channels/index.ts'
import * as budgets from '#features/budgets/index.ts'
import * as canned from '#features/canned/index.ts'
import * as answers from '#features/answers/index.ts'
import * as completions from '#features/completions/index.ts'
import * as replies from '#features/replies/index.ts'
import * as messages from '#features/messages/index.ts'
import * as contacts from '#features/contacts/index.ts'
import * as copilot from '#features/copilot/index.ts'
import * as conversations from '#features/conversations/index.ts'
import * as externalIds from '#features/external-ids/index.ts'
import * as feed from '#features/feed/index.ts'
import * as files from '#features/files/index.ts'
import * as handoff from '#features/handoff/index.ts'
import * as imports from '#features/imports/index.ts'
import * as proactive from '#features/proactive/index.ts'
import * as knowledge from '#features/knowledge/index.ts'
import * as jobs from '#features/jobs/index.ts'
import * as mail from '#features/mail/index.ts'
import * as memory from '#features/memory/index.ts'
import * as models from '#features/models/index.ts'
import * as people from '#features/people/index.ts'
import * as evals from '#features/evals/index.ts'
import * as projects from '#features/projects/index.ts'
import * as csat from '#features/csat/index.ts'
import * as reports from '#features/reports/index.ts'
import * as routing from '#features/routing/index.ts'
import * as search from '#features/search/index.ts'
import * as sharing from '#features/sharing/index.ts'
import * as sites from '#features/sites/index.ts'
import * as tenants from '#features/tenants/index.ts'
import * as tools from '#features/tools/index.ts'
import * as usage from '#features/usage/index.ts'
import * as webhooks from '#features/webhooks/index.ts'
import * as widgets from '#features/widgets/index.ts'
import type { JobHandler } from '#kernel/jobs.ts'
import type { UsageCounter } from '#kernel/usage-counter.ts'
import type { PersonalData } from '#kernel/personal-data.ts'
import { personalTraces } from '#kernel/personal-traces.ts'
import { isUseCase, type UseCase } from '#kernel/use-case.ts'
import type { ContentColumn } from '#platform/database/reseal-content.ts'
import type { SealedColumn } from '#platform/database/reseal.ts'

/** Everything that Parley does; those on the right of a dependency come first. */
const features = [
  externalIds,
  tenants,
  people,
  access,
  models,
  budgets,
  audit,
  conversations,
  projects,
  files,
  imports,
  sharing,
  agents,
  adaptation,
  handoff,
  routing,
  csat,
  knowledge,
  sites,
  evals,
  memory,
  tools,
  jobs,
  answers,
  completions,
  replies,
  messages,
  canned,
  copilot,
  proactive,
  contacts,
  widgets,
  search,
  usage,
  reports,
  channels,
  webhooks,
  feed,
]

/** Every use-case, found among the features' exports; OpenAPI, MCP tools and the generated tests read this list. */
export const useCases: readonly UseCase[] = [
  ...new Set(features.flatMap((feature) => Object.values(feature).filter(isUseCase))),
]

export const jobHandlers: readonly JobHandler[] = [
  ...agents.jobHandlers,
  ...files.jobHandlers,
  ...conversations.jobHandlers,
  ...adaptation.jobHandlers,
  ...replies.jobHandlers,
  ...messages.jobHandlers,
  ...handoff.jobHandlers,
  ...routing.jobHandlers,
  ...copilot.jobHandlers,
  ...csat.jobHandlers,
  ...knowledge.jobHandlers,
  ...sites.jobHandlers,
  ...tools.jobHandlers,
  ...evals.jobHandlers,
  ...proactive.jobHandlers,
  ...contacts.jobHandlers,
  ...channels.jobHandlers,
  ...imports.jobHandlers,
  ...webhooks.jobHandlers,
  ...mail.jobHandlers,
]

/** Where secrets are sealed at rest; `parley keys reseal` goes through them. */
export const sealedColumns: readonly SealedColumn[] = [
  models.sealedKeys,
  ...webhooks.sealedColumns,
  channels.sealedSigningKeys,
  ...widgets.sealedColumns,
  ...tools.sealedColumns,
]

/** What people wrote, wherever it is kept. */
export const contentColumns: readonly ContentColumn[] = [
  ...conversations.contentColumns,
  ...answers.contentColumns,
  ...replies.contentColumns,
  ...tools.contentColumns,
  ...files.contentColumns,
  ...copilot.contentColumns,
  ...memory.contentColumns,
  ...handoff.contentColumns,
  ...proactive.contentColumns,
  ...channels.contentColumns,
  ...sharing.contentColumns,
  ...csat.contentColumns,
  ...adaptation.contentColumns,
]

export const usageCounters: readonly UsageCounter[] = [
  conversations.measureConversations,
  knowledge.measureDocuments,
  knowledge.measureReadings,
  completions.measureCompletions,
]

export const personalData: readonly PersonalData[] = [
  personalTraces,
  widgets.personalVisitorSessions,
  jobs.personalJobs,
  adaptation.personalSuggestions,
  evals.personalQuestions,
  externalIds.personalNames,
  search.personalEntries,
  memory.personalMemories,
  proactive.personalPreferences,
  webhooks.personalDeliveries,
  channels.personalMails,
  channels.personalThreads,
  projects.personalProjects,
  csat.personalCsatRatings,
  budgets.personalSpending,
  files.personalFileTexts,
  knowledge.personalSearches,
  conversations.personalConversations,
]
