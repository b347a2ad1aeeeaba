import type { Route, SubjectOf } from './route.ts'
import { accessRoutes } from './routes/access.ts'
import { tenantsRoutes } from './routes/tenants.ts'
import { conversationsRoutes } from './routes/conversations.ts'
import { projectsRoutes } from './routes/projects.ts'
import { filesRoutes } from './routes/files.ts'
import { inboxRoutes } from './routes/inbox.ts'
import { teamsRoutes } from './routes/teams.ts'
import { reportsRoutes } from './routes/reports.ts'
import { agentsRoutes } from './routes/agents.ts'
import { memoryRoutes } from './routes/memory.ts'
import { contactsRoutes } from './routes/contacts.ts'
import { widgetsRoutes } from './routes/widgets.ts'
import { jobsRoutes } from './routes/jobs.ts'
import { proactiveRoutes } from './routes/proactive.ts'
import { modelsRoutes } from './routes/models.ts'
import { knowledgeRoutes } from './routes/knowledge.ts'
import { faqEntriesRoutes } from './routes/faq-entries.ts'
import { evalsRoutes } from './routes/evals.ts'
import { sitesRoutes } from './routes/sites.ts'
import { toolsRoutes } from './routes/tools.ts'
import { webhooksRoutes } from './routes/webhooks.ts'
import { channelsRoutes } from './routes/channels.ts'

/**
 * The native API, one row per endpoint, by the group and name that clients use. The server mounts it, its OpenAPI
 * document and the SDK are generated from it, and the console reads its data through it.
 */
export const routes = {
  ...accessRoutes,
  ...tenantsRoutes,
  ...conversationsRoutes,
  ...projectsRoutes,
  ...filesRoutes,
  ...inboxRoutes,
  ...teamsRoutes,
  ...reportsRoutes,
  ...agentsRoutes,
  ...memoryRoutes,
  ...contactsRoutes,
  ...widgetsRoutes,
  ...jobsRoutes,
  ...proactiveRoutes,
  ...modelsRoutes,
  ...knowledgeRoutes,
  ...faqEntriesRoutes,
  ...evalsRoutes,
  ...sitesRoutes,
  ...toolsRoutes,
  ...webhooksRoutes,
  ...channelsRoutes,
} as const

export type Routes = typeof routes

type NameIn<Group> = Group[keyof Group] extends { name: infer Name } ? Name : never

/** The subjects of the use-cases in the table. */
export type RouteSubject = { [G in keyof Routes]: SubjectOf<NameIn<Routes[G]>> }[keyof Routes]

/** Every row, in the order of the API reference. */
export const allRoutes: readonly Route[] = Object.values(routes).flatMap((group) => Object.values(group))
