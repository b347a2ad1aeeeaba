import type { z } from 'zod'
import type { Page } from '#contract/page.ts'
import type { ChangeProject, CreateProject, ListProjects, Project } from '#contract/shapes/project.ts'
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
})
