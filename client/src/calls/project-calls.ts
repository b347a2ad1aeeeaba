import type { z } from 'zod'
import type { Page } from '#contract/page.ts'
import type { CreateProject, Project } from '#contract/shapes/project.ts'
import { path, type Transport } from '../transport.ts'
import type { PageOptions } from './page-options.ts'

export const projectCalls = ({ call }: Transport) => ({
  list: (query: PageOptions = {}) => call<Page<Project>>('GET', '/v1/projects', { query: { ...query } }),
  create: (body: z.input<typeof CreateProject>) => call<Project>('POST', '/v1/projects', { body }),
  rename: (projectId: string, name: string) =>
    call<Project>('PATCH', path`/v1/projects/${projectId}`, { body: { name } }),
  /** Deletes the project; its conversations stay. */
  remove: (projectId: string, options: { keepalive?: boolean } = {}) =>
    call<void>('DELETE', path`/v1/projects/${projectId}`, options),
})
