import * as access from '#features/access/index.ts'
import * as adaptation from '#features/adaptation/index.ts'
import * as agents from '#features/agents/index.ts'
import * as audit from '#features/audit/index.ts'
import * as channels from '#features/channels/index.ts'
import * as budgets from '#features/budgets/index.ts'
import * as canned from '#features/inbox/canned/index.ts'
import * as answers from '#features/answers/index.ts'
import * as completions from '#features/completions/index.ts'
import * as replies from '#features/replies/index.ts'
import * as messages from '#features/messages/index.ts'
import * as contacts from '#features/contacts/index.ts'
import * as copilot from '#features/inbox/copilot/index.ts'
import * as conversations from '#features/conversations/index.ts'
import * as externalIds from '#features/external-ids/index.ts'
import * as feed from '#features/feed/index.ts'
import * as files from '#features/files/index.ts'
import * as handoff from '#features/inbox/handoff/index.ts'
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
import * as csat from '#features/inbox/csat/index.ts'
import * as reports from '#features/inbox/reports/index.ts'
import * as routing from '#features/inbox/routing/index.ts'
import * as search from '#features/search/index.ts'
import * as sharing from '#features/sharing/index.ts'
import * as sites from '#features/sites/index.ts'
import * as tenants from '#features/tenants/index.ts'
import * as tools from '#features/tools/index.ts'
import * as usage from '#features/usage/index.ts'
import * as webhooks from '#features/webhooks/index.ts'
import * as widgets from '#features/widgets/index.ts'
import type { Manifest } from '#kernel/manifest.ts'
import { personalTraces } from '#kernel/personal-traces.ts'
import { isUseCase, type UseCase } from '#kernel/use-case.ts'

/** All features; a feature may only depend on ones to its left. */
const features = [
  tenants,
  people,
  access,
  mail,
  models,
  audit,
  conversations,
  budgets,
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
  externalIds,
  feed,
]

/** Every use-case, found among the features' exports; OpenAPI, MCP tools and the generated tests use this list. */
export const useCases: readonly UseCase[] = [
  ...new Set(features.flatMap((feature) => Object.values(feature).filter(isUseCase))),
]

const manifests: readonly Manifest[] = features.flatMap((feature) =>
  'manifest' in feature ? [feature.manifest] : [],
)

type Part<K extends keyof Manifest> = NonNullable<Manifest[K]>[number]

/** Of every feature, in their order. */
const gathered = <K extends keyof Manifest>(part: K): readonly Part<K>[] =>
  manifests.flatMap((manifest) => (manifest[part] ?? []) as readonly Part<K>[])

export const jobHandlers = gathered('jobHandlers')
export const reactions = gathered('reactions')
export const sealedColumns = gathered('sealedColumns')
export const contentColumns = gathered('contentColumns')
export const usageCounters = gathered('usageCounters')

/** Data that is found through other data is erased before it: features of the right first. */
export const personalData = [
  personalTraces,
  ...manifests.toReversed().flatMap(({ personalData: kept = [] }) => kept),
]
