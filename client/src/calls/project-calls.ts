import type { z } from 'zod'
import type { Page } from '#contract/page.ts'
import type {
  ChangeProject,
  CreateProject,
  ListProjects,
  Project,
  ProjectMember,
  ProjectRole,
} from '#contract/shapes/project.ts'
import { path, type Transport } from '../transport.ts'
import type { PageOptions } from './page-options.ts'

export const projectCalls = ({ call }: Transport) => ({
  list: (query: PageOptions & Partial<z.output<typeof ListProjects>> = {}) =>
    call<Page<Project>>('GET', '/v1/projects', { query: { ...query } }),
  read: (projectId: string) => call<Project>('GET', path`/v1/projects/${projectId}`),
  create: (body: z.input<typeof CreateProject>) => call<Project>('POST', '/v1/projects', { body }),
  change: (projectId: string, body: Omit<z.input<typeof ChangeProject>, 'projectId'>) =>
    call<Project>('PATCH', path`/v1/projects/${projectId}`, { body }),
  /** Deletes the project; its conversations stay. */
  remove: (projectId: string, options: { keepalive?: boolean } = {}) =>
    call<void>('DELETE', path`/v1/projects/${projectId}`, options),
  members: (projectId: string) =>
    call<{ items: ProjectMember[] }>('GET', path`/v1/projects/${projectId}/members`),
  /** Adds a member of the tenant, or gives them another role. */
  setMember: (projectId: string, memberId: string, role: ProjectRole) =>
    call<{ items: ProjectMember[] }>('POST', path`/v1/projects/${projectId}/members`, {
      body: { memberId, role },
    }),
  /** Takes a member out, with the conversations that are theirs; also how one leaves. */
  removeMember: (projectId: string, memberId: string) =>
    call<void>('DELETE', path`/v1/projects/${projectId}/members/${memberId}`),
})
