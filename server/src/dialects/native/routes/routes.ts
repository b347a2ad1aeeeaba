import { agentsRoutes } from './agents.ts'
import { channelsRoutes } from './channels.ts'
import { contactsRoutes } from './contacts.ts'
import { conversationsRoutes } from './conversations.ts'
import { inboxRoutes } from './inbox.ts'
import { proactiveRoutes } from './proactive.ts'
import { knowledgeRoutes } from './knowledge.ts'
import { jobRoutes } from './jobs.ts'
import { memoryRoutes } from './memory.ts'
import { modelsRoutes } from './models.ts'
import { organisationRoutes } from './organisation.ts'
import { reportsRoutes } from './reports.ts'
import { evalsRoutes } from './evals.ts'
import { signingInRoutes } from './signing-in.ts'
import { sitesRoutes } from './sites.ts'
import { toolsRoutes } from './tools.ts'
import { customToolsRoutes } from './custom-tools.ts'
import { webhooksRoutes } from './webhooks.ts'
import { teamsRoutes } from './teams.ts'
import { widgetsRoutes } from './widgets.ts'
import type { Route } from './route.ts'

export type { Route }

/** The native API without streams, uploads and downloads, in the order of the API reference. */
export const routes: readonly Route[] = [
  ...signingInRoutes,
  ...conversationsRoutes,
  ...inboxRoutes,
  ...teamsRoutes,
  ...reportsRoutes,
  ...agentsRoutes,
  ...memoryRoutes,
  ...contactsRoutes,
  ...widgetsRoutes,
  ...jobRoutes,
  ...proactiveRoutes,
  ...modelsRoutes,
  ...knowledgeRoutes,
  ...evalsRoutes,
  ...sitesRoutes,
  ...toolsRoutes,
  ...customToolsRoutes,
  ...webhooksRoutes,
  ...channelsRoutes,
  ...organisationRoutes,
]
