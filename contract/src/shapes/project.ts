import { z } from 'zod'
import { Instant, id } from '../ids.ts'
import { PageQuery, pageOf } from '../page.ts'

export const ProjectRole = z
  .enum(['owner', 'editor', 'viewer'])
  .describe(
    '`viewer`: reads its conversations; `editor`: goes on in them, puts in more and says what holds in it; `owner`: chooses its members as well, and may delete it.',
  )
export type ProjectRole = z.infer<typeof ProjectRole>

export const ProjectIcon = z.enum([
  'folder',
  'book',
  'bulb',
  'chart',
  'clock',
  'globe',
  'house',
  'language',
  'people',
  'picture',
  'talk',
  'tool',
])
export type ProjectIcon = z.infer<typeof ProjectIcon>

const name = z.string().trim().min(1).max(100)
const facts = {
  description: z.string().trim().max(2_000),
  color: z
    .string()
    .regex(/^#[0-9a-fA-F]{6}$/)
    .nullable()
    .describe('As `#RRGGBB`; null for none.'),
  icon: ProjectIcon.nullable().describe('A sign for it; null for the usual one.'),
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
  knowledgeBaseIds: z
    .array(id('knowledgeBase'))
    .max(50)
    .describe('Where agents look answers up besides their own knowledge bases, in its conversations.'),
  starred: z.boolean().describe('Whether you starred the project.'),
  archived: z.boolean().describe('Put away for all its members; for its owners to set.'),
}

export const Project = z
  .object({
    id: id('project'),
    name,
    ...facts,
    role: ProjectRole.describe('What one may do oneself in it.'),
    memberCount: z.int().describe('How many work in it, oneself included.'),
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

export const ProjectMember = z
  .object({ memberId: id('member'), name: z.string(), role: ProjectRole, addedAt: Instant })
  .meta({ id: 'ProjectMember' })
export type ProjectMember = z.infer<typeof ProjectMember>
export const ProjectMemberList = z.object({ items: z.array(ProjectMember) }).meta({ id: 'ProjectMemberList' })
export const ProjectMemberRef = ProjectRef.extend({ memberId: id('member') })
export const SetProjectMember = ProjectMemberRef.extend({ role: ProjectRole })
