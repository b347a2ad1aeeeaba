import { z } from 'zod'
import { eventPayloads } from '#contract/events.ts'
import { tenantPermissions } from '#kernel/permissions.ts'
import type { UseCase } from '#kernel/use-case.ts'
import { isTest, type SourceFile } from './source-file.ts'

/** Says what is wrong with use-cases, one sentence each. */
export type UseCaseRule = (useCases: readonly UseCase[]) => string[]

const permissions: readonly string[] = [...tenantPermissions, 'platform:manage', 'widget:use', 'public']
const kinds: readonly string[] = ['query', 'command', 'flow']

/** Each has a name of its own, a kind, a permission of the closed list, the shape of its input, and an output or null. */
export const useCasesAreWhole: UseCaseRule = (useCases) => {
  const names = useCases.map(({ name }) => name)
  return useCases.flatMap(({ name, kind, permission, input, output, secret }) => [
    ...(/^[a-z]+(-[a-z]+)*\.[a-z]+(-[a-z]+)*$/.test(name) ? [] : [`${name}: its name is not noun.verb`]),
    ...(names.filter((other) => other === name).length === 1 ? [] : [`${name}: another has the same name`]),
    ...(kinds.includes(kind) ? [] : [`${name}: has no kind`]),
    ...(permissions.includes(permission) ? [] : [`${name}: ${permission} is no permission`]),
    ...(input instanceof z.ZodType ? [] : [`${name}: has no input shape`]),
    ...(output === null || output instanceof z.ZodType ? [] : [`${name}: has an output that is no shape`]),
    ...(typeof secret === 'boolean' ? [] : [`${name}: does not say whether it answers a secret`]),
  ])
}

interface Shape {
  properties?: Record<string, Shape>
  additionalProperties?: boolean | Shape
  items?: Shape
  anyOf?: Shape[]
  oneOf?: Shape[]
  $defs?: Record<string, Shape>
}

/** Where an input takes keys that it does not know; a record, whose keys are data, names none. */
function openPlaces(shape: Shape, at: string): string[] {
  const isOpen = shape.properties !== undefined && shape.additionalProperties !== false
  const inner: [string, Shape | undefined][] = [
    ...Object.entries(shape.properties ?? {}),
    ['[]', shape.items],
    ...[...(shape.anyOf ?? []), ...(shape.oneOf ?? []), ...Object.values(shape.$defs ?? {})].map(
      (one): [string, Shape] => ['', one],
    ),
  ]
  return [
    ...(isOpen ? [at || 'the input'] : []),
    ...inner.flatMap(([key, one]) =>
      one ? openPlaces(one, [at, key].filter((part) => part !== '').join('.')) : [],
    ),
  ]
}

/** An input is an object that refuses every key it does not know, and so is every object in it. */
export const inputsAreClosed: UseCaseRule = (useCases) =>
  useCases.flatMap(({ name, input }) => {
    const shape = z.toJSONSchema(input, { io: 'input', unrepresentable: 'any' }) as Shape & { type?: string }
    const places = shape.type === 'object' ? openPlaces(shape, '') : ['the input']
    return places.map((place) => `${name}: ${place} takes keys that it does not know`)
  })

const tokenKeys = /token|secret|ticket/i
/** How much a model reads or writes. */
const tokenCounts = /(^|input|output)tokens$/i

/** An answer with a secret in it is marked, so that it is never kept for repeats. */
export const secretsAreMarked: UseCaseRule = (useCases) =>
  useCases
    .filter(({ output, secret }) => !secret && output instanceof z.ZodObject)
    .filter(({ output }) =>
      Object.keys((output as z.ZodObject).shape).some((key) => tokenKeys.test(key) && !tokenCounts.test(key)),
    )
    .map(({ name }) => `${name}: answers a secret without saying so`)

/** What anybody may do without signing in. */
export const publicUseCases = [
  'file.open-link',
  'invitation.read',
  'mail.receive',
  'member.register',
  'owner.set-up',
  'server-status.read',
  'shared-conversation.read',
  'shared-file.open',
  'session.log-in',
  'session.refresh',
  'widget.enter',
  'widget.read-door',
]

export const nothingElseIsPublic: UseCaseRule = (useCases) => {
  const found = useCases.filter(({ permission }) => permission === 'public').map(({ name }) => name)
  return [
    ...found
      .filter((name) => !publicUseCases.includes(name))
      .map((name) => `${name}: is public and not on the list`),
    ...publicUseCases
      .filter((name) => !found.includes(name))
      .map((name) => `${name}: is on the list and not public`),
  ]
}

/** Every type of event that the code stores is one of the contract, and one feature says who may hear it. */
export function eventsHaveAnAudience(
  files: readonly SourceFile[],
  audiences: Record<string, object>,
): string[] {
  const types = Object.keys(eventPayloads)
  const emitted = files
    .filter(({ path }) => path.startsWith('server/src/') && !isTest(path))
    .flatMap(({ path, withoutComments }) =>
      [
        ...withoutComments.matchAll(/\bemit\(\s*\{\s*type:\s*'([^']+)'|\{\s*type:\s*'([^']+)',\s*payload:/g),
      ].map(([, first, second]) => ({ path, type: first ?? second ?? '' })),
    )
  const saidBy = (type: string) =>
    Object.keys(audiences).filter((feature) => Object.hasOwn(audiences[feature] ?? {}, type))
  return [
    ...emitted
      .filter(({ type }) => !types.includes(type))
      .map(({ path, type }) => `${path}: emits ${type}, which is no event`),
    ...[...new Set([...types, ...emitted.map(({ type }) => type)])]
      .filter((type) => saidBy(type).length !== 1)
      .map(
        (type) =>
          `${type}: ${saidBy(type).length === 0 ? 'nobody says' : `${saidBy(type).join(' and ')} say`} who may hear it`,
      ),
  ]
}
