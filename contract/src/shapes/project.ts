import { z } from 'zod'
import { Instant, id } from '../ids.ts'
import { PageQuery, pageOf } from '../page.ts'

const name = z.string().trim().min(1).max(100)
const facts = {
  description: z.string().trim().max(2_000),
  color: z
    .string()
    .regex(/^#[0-9a-fA-F]{6}$/)
    .nullable()
    .describe('As `#RRGGBB`; null for none.'),
  icon: z
    .string()
    .regex(/^[a-z][a-z0-9-]{0,39}$/)
    .nullable()
    .describe('The name of a sign that clients know, such as `folder`; null for the usual one.'),
  instructions: z
    .string()
    .trim()
    .max(20_000)
    .describe(
      'What agents are told besides in its conversations. For members alone to set, like the next two.',
    ),
  agentId: id('agent')
    .nullable()
    .describe('Who answers in conversations that are opened in it without naming an agent.'),
  sourceIds: z
    .array(id('source'))
    .max(50)
    .describe('Where agents look answers up besides their own sources, in its conversations.'),
  starred: z.boolean(),
  archived: z.boolean(),
}

export const Project = z
  .object({
    id: id('project'),
    name,
    ...facts,
    createdAt: Instant,
    updatedAt: Instant,
  })
  .meta({ id: 'Project' })
export type Project = z.infer<typeof Project>
export const ProjectPage = pageOf(Project).meta({ id: 'ProjectPage' })

export const ListProjects = PageQuery.extend({
  archived: z.enum(['hide', 'only', 'include']).default('include'),
  starred: z.literal('only').optional(),
  order: z
    .enum(['oldest', 'newest', 'changed'])
    .default('oldest')
    .describe('`changed`: the latest change of the project first.'),
})
export const ProjectRef = z.strictObject({ projectId: id('project') })

const given = z.strictObject(facts).partial().shape
export const CreateProject = z.strictObject({ name, ...given })
export const ChangeProject = ProjectRef.extend({ name: name.optional(), ...given })
export type ProjectFacts = Omit<z.infer<typeof ChangeProject>, 'projectId'>
