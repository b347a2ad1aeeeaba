import { z } from 'zod'
import { Instant, id } from '../ids.ts'
import { PageQuery, pageOf } from '../page.ts'

const name = z.string().trim().min(1).max(100)

export const Project = z
  .object({ id: id('project'), name, createdAt: Instant, updatedAt: Instant })
  .meta({ id: 'Project' })
export type Project = z.infer<typeof Project>
export const ProjectPage = pageOf(Project).meta({ id: 'ProjectPage' })

export const ListProjects = PageQuery
export const ProjectRef = z.strictObject({ projectId: id('project') })
export const CreateProject = z.strictObject({ name })
export const ChangeProject = ProjectRef.extend({ name })
