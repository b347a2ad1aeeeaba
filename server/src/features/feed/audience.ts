import type { EventType, StoredEvent } from '#contract/events.ts'
import { audience as ofAccess } from '#features/access/index.ts'
import { audience as ofAdaptation } from '#features/adaptation/index.ts'
import { audience as ofAgents } from '#features/agents/index.ts'
import { audience as ofAudit } from '#features/audit/index.ts'
import { audience as ofBudgets } from '#features/budgets/index.ts'
import { audience as ofChannels } from '#features/channels/index.ts'
import { audience as ofCanned } from '#features/inbox/canned/index.ts'
import { audience as ofContacts } from '#features/contacts/index.ts'
import { audience as ofConversations } from '#features/conversations/index.ts'
import { audience as ofFiles } from '#features/files/index.ts'
import { audience as ofHandoff } from '#features/inbox/handoff/index.ts'
import { audience as ofImports } from '#features/imports/index.ts'
import { audience as ofProactive } from '#features/proactive/index.ts'
import { audience as ofJobs } from '#features/jobs/index.ts'
import { audience as ofKnowledge } from '#features/knowledge/index.ts'
import { audience as ofMemory } from '#features/memory/index.ts'
import { audience as ofModels } from '#features/models/index.ts'
import { audience as ofPeople } from '#features/people/index.ts'
import { audience as ofProjects } from '#features/projects/index.ts'
import { audience as ofCsat } from '#features/inbox/csat/index.ts'
import { audience as ofRouting } from '#features/inbox/routing/index.ts'
import { audience as ofSharing } from '#features/sharing/index.ts'
import { audience as ofSites } from '#features/sites/index.ts'
import { audience as ofEvals } from '#features/evals/index.ts'
import { audience as ofTenants } from '#features/tenants/index.ts'
import { audience as ofTools } from '#features/tools/index.ts'
import { audience as ofWebhooks } from '#features/webhooks/index.ts'
import { audience as ofWidgets } from '#features/widgets/index.ts'
import type { Actor } from '#kernel/scope.ts'

type MayHear<T extends EventType> = (actor: Actor, event: Extract<StoredEvent, { type: T }>) => boolean

// The compiler keeps this complete: an event type without an audience does not compile.
const audiences: { [T in EventType]: MayHear<T> } = {
  ...ofTenants,
  ...ofPeople,
  ...ofAccess,
  ...ofAgents,
  ...ofAdaptation,
  ...ofConversations,
  ...ofFiles,
  ...ofHandoff,
  ...ofRouting,
  ...ofCanned,
  ...ofCsat,
  ...ofContacts,
  ...ofWidgets,
  ...ofProjects,
  ...ofImports,
  ...ofSharing,
  ...ofProactive,
  ...ofTools,
  ...ofKnowledge,
  ...ofSites,
  ...ofEvals,
  ...ofMemory,
  ...ofModels,
  ...ofBudgets,
  ...ofAudit,
  ...ofJobs,
  ...ofChannels,
  ...ofWebhooks,
}

/** Whether this actor may receive this event now. The only place where recipients are chosen. */
export const mayReceive = (actor: Actor, event: StoredEvent): boolean =>
  (audiences[event.type] as (actor: Actor, event: StoredEvent) => boolean)(actor, event)
