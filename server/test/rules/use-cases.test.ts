import { join } from 'node:path'
import { expect, test } from 'vitest'
import { z } from 'zod'
import * as access from '#features/access/index.ts'
import * as adaptation from '#features/adaptation/index.ts'
import * as agents from '#features/agents/index.ts'
import * as audit from '#features/audit/index.ts'
import * as budgets from '#features/budgets/index.ts'
import * as channels from '#features/channels/index.ts'
import * as canned from '#features/inbox/canned/index.ts'
import * as contacts from '#features/contacts/index.ts'
import * as conversations from '#features/conversations/index.ts'
import * as files from '#features/files/index.ts'
import * as handoff from '#features/inbox/handoff/index.ts'
import * as csat from '#features/inbox/csat/index.ts'
import * as routing from '#features/inbox/routing/index.ts'
import * as imports from '#features/imports/index.ts'
import * as proactive from '#features/proactive/index.ts'
import * as jobs from '#features/jobs/index.ts'
import * as knowledge from '#features/knowledge/index.ts'
import * as memory from '#features/memory/index.ts'
import * as models from '#features/models/index.ts'
import * as people from '#features/people/index.ts'
import * as evals from '#features/evals/index.ts'
import * as projects from '#features/projects/index.ts'
import * as sharing from '#features/sharing/index.ts'
import * as sites from '#features/sites/index.ts'
import * as tenants from '#features/tenants/index.ts'
import * as tools from '#features/tools/index.ts'
import * as webhooks from '#features/webhooks/index.ts'
import * as widgets from '#features/widgets/index.ts'
import type { AskedPermission } from '#kernel/permissions.ts'
import { flow, isUseCase, query, type UseCase } from '#kernel/use-case.ts'
import { useCases } from '#server/app/features.ts'
import { ourTree } from './holds.ts'
import { listPaths, root } from './read-tree.ts'
import { sourceFile } from './source-file.ts'
import {
  eventsHaveAnAudience,
  inputsAreClosed,
  nothingElseIsPublic,
  publicUseCases,
  secretsAreMarked,
  useCasesAreWhole,
} from './use-case-rules.ts'

const planted = (facts: {
  name: string
  permission: string
  input?: z.ZodType
  output?: z.ZodType
}): UseCase =>
  flow({
    input: z.strictObject({}),
    ...facts,
    permission: facts.permission as AskedPermission,
    run: async () => null,
  })

test('the registry was read', () => {
  expect(useCases.length).toBeGreaterThan(40)
  expect(useCases.map(({ name }) => name)).toContain('message.send')
})

/** All that the features show, found by their folders. */
const shown = async (): Promise<UseCase[]> => {
  const faces = listPaths().filter((path) => /^server\/src\/features\/(inbox\/)?[^/]+\/index\.ts$/.test(path))
  const modules = await Promise.all(
    faces.map((path) => import(join(root, path)) as Promise<Record<string, unknown>>),
  )
  return modules.flatMap((module) => Object.values(module).filter(isUseCase))
}

test('every use-case that a feature shows is in the registry', async () => {
  const all = await shown()
  expect(all.length).toBeGreaterThanOrEqual(useCases.length)
  expect(all.filter((useCase) => !useCases.includes(useCase)).map(({ name }) => name)).toEqual([])
})

test('every use-case is whole', () => {
  expect(useCasesAreWhole(useCases)).toEqual([])
})

test.each([
  ['SendMessage', 'message:send', 'SendMessage: its name is not noun.verb'],
  ['message.peek', 'message:peek', 'message.peek: message:peek is no permission'],
])('a use-case that is not whole is noticed: %s', (name, permission, found) => {
  expect(useCasesAreWhole([planted({ name, permission })])).toEqual([found])
})

test('two use-cases of one name are noticed', () => {
  const twice = { name: 'message.send', permission: 'message:send' }
  expect(useCasesAreWhole([planted(twice), planted(twice)])).toHaveLength(2)
})

test('every input rejects unknown keys', () => {
  expect(inputsAreClosed(useCases)).toEqual([])
})

test.each([
  ['the input', z.object({ id: z.uuid() })],
  ['the input', z.looseObject({})],
  ['the input', z.string()],
  ['owner', z.strictObject({ owner: z.object({ name: z.string() }) })],
  [
    'parts.[]',
    z.strictObject({ parts: z.array(z.union([z.strictObject({}), z.object({ text: z.string() })])) }),
  ],
])('an input that does not is noticed: %s', (place, input) => {
  const open = query({ name: 'message.peek', permission: 'conversation:read', input, run: async () => null })
  expect(inputsAreClosed([open as UseCase])).toEqual([
    `message.peek: ${place} takes keys that it does not know`,
  ])
})

test('every answer with a secret is marked', () => {
  expect(secretsAreMarked(useCases)).toEqual([])
  const open = planted({
    name: 'ticket.give',
    permission: 'event:follow',
    output: z.object({ ticket: z.string() }),
  })
  expect(secretsAreMarked([open])).toEqual(['ticket.give: answers a secret without saying so'])
})

test('only listed use-cases are public', () => {
  expect(nothingElseIsPublic(useCases)).toEqual([])
})

test('another public use-case is noticed, and a listed one that no longer is', () => {
  const rest = useCases.filter(({ name }) => name !== publicUseCases[0])
  expect(nothingElseIsPublic([...rest, planted({ name: 'message.peek', permission: 'public' })])).toEqual([
    'message.peek: is public and not on the list',
    `${publicUseCases[0]}: is on the list and not public`,
  ])
})

const audiences = Object.fromEntries(
  Object.entries({
    access,
    agents,
    adaptation,
    audit,
    budgets,
    canned,
    contacts,
    conversations,
    files,
    handoff,
    csat,
    routing,
    imports,
    proactive,
    jobs,
    knowledge,
    memory,
    models,
    people,
    evals,
    projects,
    sharing,
    sites,
    tenants,
    tools,
    webhooks,
    widgets,
    channels,
  }).map(([name, { audience }]) => [name, audience]),
)

test('every event has an audience', () => {
  expect(eventsHaveAnAudience(ourTree(), audiences)).toEqual([])
})

test.each([
  [
    "emit({ type: 'message.vanished', payload: { messageId } })",
    'message.vanished: nobody says who may hear it',
  ],
  [
    "const events = [{ type: 'weather.changed', payload: {} }]",
    'weather.changed: nobody says who may hear it',
  ],
])('an event without one is noticed: %s', (text, found) => {
  expect(eventsHaveAnAudience([sourceFile('server/src/features/messages/a.ts', text)], audiences)).toContain(
    found,
  )
})

test('an event with two audiences is noticed', () => {
  expect(eventsHaveAnAudience([], { ...audiences, chat: { 'message.created': () => true } })).toEqual([
    'message.created: conversations and chat say who may hear it',
  ])
})
