import { z } from 'zod'
import { Instant, id } from '../ids.ts'
import { PageQuery, pageOf } from '../page.ts'

export const ProjectRole = z
  .enum(['owner', 'editor', 'viewer'])
  .describe(
    '`viewer`: reads the conversations of the project; `editor`: also continues and adds conversations and changes the settings; `owner`: also manages members and may delete the project.',
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
    .describe('The colour of the project as `#RRGGBB`; null: none.'),
  icon: ProjectIcon.nullable().describe('The icon of the project; null: the default icon.'),
  instructions: z
    .string()
    .trim()
    .max(20_000)
    .describe(
      'Additional instructions for agents in conversations of the project. Visitors cannot set them.',
    ),
  agentId: id('agent')
    .nullable()
    .describe(
      'The agent of conversations that are opened in the project without naming one; null: the default agent. Visitors cannot set it.',
    ),
  knowledgeBaseIds: z
    .array(id('knowledgeBase'))
    .max(50)
    .describe(
      'Knowledge bases that agents search in conversations of the project, in addition to their own. Visitors cannot set them.',
    ),
  starred: z.boolean().describe('Whether you starred the project.'),
  archived: z
    .boolean()
    .describe('Whether the project is archived, for all its members. Only its owners can set this.'),
}

export const Project = z
  .object({
    id: id('project'),
    name,
    ...facts,
    role: ProjectRole.describe('Your role in the project.'),
    memberCount: z.int().describe('Number of members, including you.'),
    createdAt: Instant,
    updatedAt: Instant,
  })
  .meta({ id: 'Project' })
export type Project = z.infer<typeof Project>
export const ProjectPage = pageOf(Project).meta({ id: 'ProjectPage' })

export const ListProjects = PageQuery.extend({
  archived: z
    .enum(['hide', 'only', 'include'])
    .default('include')
    .describe('Whether to hide archived projects, list only them, or include them.'),
  starred: z.literal('only').optional().describe('`only`: only projects that you starred. Omitted: all.'),
  order: z
    .enum(['oldest', 'newest', 'changed'])
    .default('oldest')
    .describe('Sort order. `oldest` and `newest`: by creation; `changed`: most recently changed first.'),
})
export const ProjectRef = z.strictObject({ projectId: id('project') })

const given = z.strictObject(facts).partial().shape
export const CreateProject = z.strictObject({ name, ...given })
export const ChangeProject = ProjectRef.extend({ name: name.optional(), ...given })
export type ProjectFacts = Omit<z.infer<typeof ChangeProject>, 'projectId'>

export const ProjectMember = z
  .object({
    memberId: id('member'),
    name: z.string(),
    role: ProjectRole,
    addedAt: Instant.describe('When the member was added to the project.'),
  })
  .meta({ id: 'ProjectMember' })
export type ProjectMember = z.infer<typeof ProjectMember>
export const ProjectMemberList = z.object({ items: z.array(ProjectMember) }).meta({ id: 'ProjectMemberList' })
export const ProjectMemberRef = ProjectRef.extend({ memberId: id('member') })
export const SetProjectMember = ProjectMemberRef.extend({ role: ProjectRole })
