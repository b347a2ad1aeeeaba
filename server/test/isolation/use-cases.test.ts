import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { ConversationRef } from '#contract/shapes/conversation.ts'
import { MemberRef } from '#contract/shapes/people.ts'
import { notFound } from '#kernel/fault.ts'
import { flow, query, type UseCase } from '#kernel/use-case.ts'
import { useCases } from '#server/app/features.ts'
import { briefPause } from '#test/support/brief-pause.ts'
import { impatientProviders } from '#test/support/impatient-providers.ts'
import { plainSpeaker } from '#test/support/plain-speaker.ts'
import { openTestApp, signedInForLong, type TestApp } from '#test/support/open-test-app.ts'
import { servesItsOwn } from './answers.ts'
import { openFingerprints, tenantTables } from './fingerprint.ts'
import {
  asksForPermission,
  bindsChildrenToParents,
  type Check,
  keepsPeopleApart,
  keepsTenantsApart,
  type Watch,
} from './leaks.ts'
import { noToolServers } from '#test/support/no-tool-servers.ts'
import { withPlainModel } from '#test/support/plain-model.ts'
import { settled } from './settled.ts'
import { type Actor, makeWorld, withoutPermission } from './world.ts'

let app: TestApp
let watch: Watch

beforeAll(async () => {
  app = await openTestApp({
    env: { PARLEY_PUBLIC_URL: 'https://parley.invalid' },
    ports: {
      speaker: plainSpeaker,
      models: withPlainModel,
      providers: impatientProviders,
      toolServers: noToolServers,
      pause: briefPause,
    },
    settings: signedInForLong,
  })
  const world = await makeWorld(app)
  const files = join(app.config.dataDirectory, 'files')
  const fingerprint = openFingerprints(app, await tenantTables(app), files)
  const look = async () => {
    await settled(app)
    return { a: await fingerprint(world.a.tenantId), b: await fingerprint(world.b.tenantId) }
  }
  watch = { world, look }
})

afterAll(() => app.close())

const keys = new Map<string, Promise<Actor>>()
const keyWithout = (permission: UseCase['permission']) => {
  const known = keys.get(permission) ?? withoutPermission(app, watch.world.b, permission)
  keys.set(permission, known)
  return known
}

const checks: Record<string, Check> = {
  'keeps tenants apart': keepsTenantsApart,
  'keeps people apart': keepsPeopleApart,
  'looks up children with their parents': bindsChildrenToParents,
  'asks for its permission': asksForPermission(keyWithout),
  'serves its own, and nothing else': servesItsOwn,
}

describe.each(Object.entries(checks))('every use-case %s', (_, check) => {
  test.each(useCases.map((useCase) => [useCase.name, useCase] as const))('%s', async (_name, useCase) => {
    expect(await check(watch, useCase)).toEqual([])
  })
})

/** A use-case with a defect, and what is said of it. */
const planted: readonly (readonly [says: string, check: string, useCase: () => UseCase])[] = [
  [
    "defect.peek: B's owner with A's member gets an answer",
    'keeps tenants apart',
    () =>
      flow({
        name: 'defect.peek',
        permission: 'member:read',
        input: MemberRef,
        run: async ({ scope }, { memberId }) =>
          scope.app.database.system((tx) =>
            tx.selectFrom('members').select('email').where('id', '=', memberId).executeTakeFirst(),
          ),
      }) as UseCase,
  ],
  [
    'defect.rename: changes members in A though there was no such thing',
    'keeps tenants apart',
    () =>
      flow({
        name: 'defect.rename',
        permission: 'member:manage',
        input: MemberRef,
        async run({ scope }, { memberId }) {
          await scope.app.database.system((tx) =>
            tx.updateTable('members').set({ name: 'Nobody' }).where('id', '=', memberId).execute(),
          )
          throw notFound('member')
        },
      }) as UseCase,
  ],
  [
    "defect.tell: B's owner with A's member is told something else than with an unknown one",
    'keeps tenants apart',
    () =>
      flow({
        name: 'defect.tell',
        permission: 'member:read',
        input: MemberRef,
        async run({ scope }, { memberId }) {
          const found = await scope.app.database.system((tx) =>
            tx.selectFrom('members').select('id').where('id', '=', memberId).executeTakeFirst(),
          )
          throw notFound(found ? 'member here' : 'member')
        },
      }) as UseCase,
  ],
  [
    "defect.read: B's visitor with the conversation of B's owner gets an answer",
    'keeps people apart',
    () =>
      query({
        name: 'defect.read',
        permission: 'conversation:read',
        input: ConversationRef,
        run: ({ tx }, { conversationId }) =>
          tx
            .selectFrom('conversations')
            .select('title')
            .where('id', '=', conversationId)
            .executeTakeFirstOrThrow(),
      }) as UseCase,
  ],
  [
    "defect.list: B's end user sees what is private to B's owner",
    'serves its own, and nothing else',
    () =>
      query({
        name: 'defect.list',
        permission: 'conversation:read',
        input: z.strictObject({}),
        output: z.object({ items: z.array(z.object({ title: z.string() })) }),
        run: async ({ tx }) => ({ items: await tx.selectFrom('conversations').select('title').execute() }),
      }) as UseCase,
  ],
  [
    'defect.shape: answers more than its shape says (.secret)',
    'serves its own, and nothing else',
    () =>
      query({
        name: 'defect.shape',
        permission: 'conversation:read',
        input: z.strictObject({}),
        output: z.object({ title: z.string() }),
        run: async () => ({ title: 'a', secret: 'b' }),
      }) as UseCase,
  ],
  [
    "defect.open: B's visitor has no member:read and gets an answer",
    'asks for its permission',
    () =>
      Object.assign(async () => null, {
        kind: 'flow',
        useCaseName: 'defect.open',
        permission: 'member:read',
        input: z.strictObject({}),
        output: null,
        secret: false,
      }) as unknown as UseCase,
  ],
]

test.each(planted)('a defect is noticed: %s', async (says, check, make) => {
  const useCase = make()
  if ('useCaseName' in useCase) Object.defineProperty(useCase, 'name', { value: useCase.useCaseName })
  expect(await checks[check]?.(watch, useCase)).toContain(says)
  await settled(app)
})

test.each([
  [
    'a form that is not known',
    z.strictObject({ when: z.string().regex(/^at \d+$/) }),
    'give an example of its form',
  ],
  [
    'an id that does not say of what',
    z.strictObject({ memberId: z.uuid() }),
    'an id that does not say of what',
  ],
  ['a thing of the program', z.strictObject({ content: z.instanceof(Map) }), 'give an example of it'],
])('a use-case without a made-up input fails the checks: %s', async (_, input, says) => {
  const useCase = query({
    name: 'defect.input',
    permission: 'conversation:read',
    input,
    run: async () => null,
  }) as UseCase
  await expect(servesItsOwn(watch, useCase)).rejects.toThrow(says)
  await expect(keepsTenantsApart(watch, useCase)).rejects.toThrow(says)
})
