import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Project } from '#contract/shapes/project.ts'
import {
  changeProject,
  createProject,
  deleteProject,
  listProjects,
  readProject,
} from '#features/projects/index.ts'
import { Fault } from '#kernel/fault.ts'
import { elevateScope } from '../kit/elevate-scope.ts'
import { accept, inBothSpellings, inPath } from './accept.ts'
import { type Caller, type EnterCaller, entryRequestOf } from './caller.ts'
import { readBody } from './form.ts'
import { findId, forget, note, notesOf, numbersOf } from './numbers.ts'
import { openPaths } from './paths.ts'
import { fieldsRefused, notThere } from './refusal.ts'

const PROJECT = '/api/projects/:id([^/]+)'
const AT_ONCE = 100
const MOST = 2_000
const COLOR = '#3B82F6'
const ICON = 'folder'

const facts = {
  description: z.string().trim().max(2_000).nullish(),
  color: z
    .string()
    .regex(/^#[0-9a-f]{6}$/i, 'Expected a color such as #3B82F6.')
    .nullish(),
  icon: z.string().trim().max(40).nullish(),
}
const name = z.string().trim().min(1, 'This field may not be blank.').max(100)
const Making = z.object({ name, ...facts })
const Change = z.object({ name: name.nullish(), ...facts })

/** Projects, to which clients assign conversations. */
export function projectRoutes(http: FastifyInstance, enter: EnterCaller) {
  const open = openPaths(http)
  const callerOf = (request: FastifyRequest) => enter(entryRequestOf(request))

  open('GET', '/api/projects', async (request) => {
    const caller = await callerOf(request)
    const projects = await show(caller, await listOwn(caller))
    return { projects, count: projects.length, next: null, previous: null, results: projects }
  })

  open('POST', '/api/projects', async (request, reply) => {
    const caller = await callerOf(request)
    const { icon, description, ...given } = accept(Making, await readBody(request))
    const made = await createProject(caller.scope, {
      name: given.name,
      description: description ?? '',
      color: given.color ?? COLOR,
    })
    await note(elevateToNote(caller), 'project-notes', made.id, { icon: icon ?? ICON })
    const [project] = await show(caller, [made])
    return reply.code(201).send({ ...project, project })
  })

  open('GET', PROJECT, async (request) => {
    const caller = await callerOf(request)
    const [project] = await show(caller, [await requireProject(caller, inPath(request, 'id'))])
    return { ...project, project }
  })

  for (const method of ['PUT', 'PATCH'] as const)
    open(method, PROJECT, async (request) => {
      const caller = await callerOf(request)
      const { icon, ...given } = accept(Change, await readBody(request))
      const before = await requireProject(caller, inPath(request, 'id'))
      const change = Object.fromEntries(Object.entries(given).filter(([, value]) => value != null))
      const changed =
        Object.keys(change).length > 0
          ? await changeProject(caller.scope, { projectId: before.id, ...change })
          : before
      if (icon) await note(elevateToNote(caller), 'project-notes', before.id, { icon })
      const [project] = await show(caller, [changed])
      return { ...project, project }
    })

  open('DELETE', PROJECT, async (request) => {
    const caller = await callerOf(request)
    const { id } = await requireProject(caller, inPath(request, 'id'))
    await deleteProject(caller.scope, { projectId: id })
    await forget(elevateToNote(caller), 'project', [id])
    await forget(elevateToNote(caller), 'project-notes', [id])
    return { success: true }
  })
}

const elevateToNote = ({ scope }: Caller) => elevateScope(scope, { asked: 'conversation:write' })

async function listOwn({ scope }: Caller): Promise<Project[]> {
  const own: Project[] = []
  let after: string | null = null
  do {
    const page: Awaited<ReturnType<typeof listProjects>> = await listProjects(scope, {
      limit: AT_ONCE,
      ...(after !== null && { after }),
    })
    own.push(...page.items)
    after = page.nextCursor
  } while (after !== null && own.length < MOST)
  return own.sort((a, b) => a.name.localeCompare(b.name))
}

async function requireProject({ scope, dialectScope }: Caller, number: string): Promise<Project> {
  if (!/^\d+$/.test(number)) throw fieldsRefused([{ field: 'id', message: 'A valid integer is required.' }])
  const projectId = await findId(dialectScope, 'project', number)
  if (projectId === null) throw notThere('Project')
  try {
    return await readProject(scope, { projectId })
  } catch (error) {
    if (error instanceof Fault && error.code === 'not_found') throw notThere('Project')
    throw error
  }
}

async function show({ dialectScope }: Caller, projects: readonly Project[]) {
  const ids = projects.map(({ id }) => id)
  const numberOf = await numbersOf(dialectScope, 'project', ids)
  const notes = await notesOf(dialectScope, 'project-notes', ids)
  return projects.map((project) =>
    inBothSpellings({
      id: numberOf(project.id),
      name: project.name,
      description: project.description,
      color: project.color ?? COLOR,
      icon: String(notes(project.id).icon ?? project.icon ?? ICON),
      createdAt: project.createdAt,
      updatedAt: project.updatedAt,
    }),
  )
}
