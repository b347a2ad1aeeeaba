import type { UseCase } from '#kernel/use-case.ts'
import { attempt, saysOutcome } from './attempt.ts'
import type { Check } from './leaks.ts'
import { settled } from './settled.ts'
import { fill, slotsOf } from './template.ts'
import { templatesOf } from './templates.ts'
import type { Actor, World } from './world.ts'

/** They answer with something that no shape describes: the bytes of a file beside its facts. */
const describedNowhere = new Set(['file.download', 'file.show-thumbnail', 'message.read-aloud'])

function peopleFor({ b, platformAdmin }: World, { name, permission }: UseCase): Actor[] {
  if (permission === 'platform:manage') return [platformAdmin]
  // Whoever logs out is of no use to the other checks.
  if (name === 'session.log-out') return [b.leaver]
  return [b.owner, b.operator, b.endUser, b.visitor].filter(({ permissions }) => permissions.has(permission))
}

/**
 * The same calls work with one's own things, or the refusals of the other checks would prove nothing; and the answer
 * has the shape that is declared for it.
 */
export const servesItsOwn: Check = async ({ world }, useCase) => {
  if (useCase.permission === 'public') return []
  const complaints: string[] = []
  for (const actor of peopleFor(world, useCase))
    for (const template of templatesOf(useCase)) {
      if (actor === world.b.visitor && isForMembers(template)) continue
      // What only looks uses nothing up.
      const things = useCase.kind === 'query' ? actor.things : actor.newThings()
      const ids = await things.ids(slotsOf(template))
      // What is just being written cannot be cancelled or tried again in the same way twice.
      await settled(world.app)
      const outcome = await attempt(
        actor,
        useCase,
        fill(template, (slot) => ids.get(slot) ?? ''),
      )
      if (outcome.ended === 'refused') {
        complaints.push(
          `${useCase.name}: ${actor.called} with things of their own gets ${saysOutcome(outcome)}`,
        )
        continue
      }
      const { value, isStream } = outcome
      complaints.push(...wrongShape(useCase, value, isStream), ...strangeWords(world, useCase, actor, value))
      if (isEmptyList(value))
        complaints.push(`${useCase.name}: ${actor.called} is shown an empty list, which proves nothing`)
    }
  return complaints
}

/** Visitors open no knowledge to agents, whatever else they may say in the same call. */
const isForMembers = (template: unknown) => slotsOf(template).some(({ entity }) => entity === 'knowledgeBase')

function wrongShape({ name, output }: UseCase, value: unknown, isStream: boolean): string[] {
  if (output === null) {
    const isNothing = value === null || value === undefined || isStream
    return isNothing || describedNowhere.has(name)
      ? []
      : [`${name}: declares no output and answers ${typeof value}`]
  }
  const parsed = output.safeParse(value)
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    return [`${name}: its answer is not of its shape (${issue?.path.join('.')}: ${issue?.message})`]
  }
  const lost = keysOf(value).filter((key) => !keysOf(parsed.data).includes(key))
  return lost.length === 0 ? [] : [`${name}: answers more than its shape says (${lost.join(', ')})`]
}

const isEmptyList = (value: unknown): boolean =>
  typeof value === 'object' &&
  value !== null &&
  'items' in value &&
  Array.isArray(value.items) &&
  value.items.length === 0

/** Paths of all keys; those that a shape does not name are gone after parsing. */
function keysOf(value: unknown, at = ''): string[] {
  if (Array.isArray(value)) return [...new Set(value.flatMap((item) => keysOf(item, `${at}[]`)))]
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype)
    return []
  return Object.entries(value).flatMap(([key, inner]) => [`${at}.${key}`, ...keysOf(inner, `${at}.${key}`)])
}

/** Whatever was answered, nothing of the other tenant is in it, and nothing that others in this one keep to themselves. */
function strangeWords({ a, b }: World, useCase: UseCase, actor: Actor, value: unknown): string[] {
  const text =
    JSON.stringify(value, (_, inner: unknown) =>
      inner instanceof Uint8Array ? Buffer.from(inner).toString() : inner,
    ) ?? ''
  const staff = [b.owner, b.admin, b.operator]
  const clients = [b.endUser, b.otherEndUser, b.visitor, b.otherVisitor]
  const isStaff = staff.some(({ called }) => called === actor.called)
  const others = (isStaff ? staff : [...staff, ...clients]).filter(({ called }) => called !== actor.called)
  const houseA = [a.owner, a.admin, a.operator, a.endUser, a.otherEndUser, a.visitor, a.otherVisitor]
  const mayListTenants = useCase.permission === 'platform:manage'
  return [
    ...[...houseA, ...others]
      .filter((other) => isMentioned(text, other))
      .map((other) => `${useCase.name}: ${actor.called} sees what is private to ${other.called}`),
    ...(text.includes(a.canary)
      ? [`${useCase.name}: ${actor.called} sees what belongs to another tenant`]
      : []),
    ...(text.includes(a.tenantId) && !mayListTenants
      ? [`${useCase.name}: ${actor.called} sees the id of another tenant`]
      : []),
  ]
}

const isMentioned = (text: string, { things, canary }: Actor): boolean =>
  [...things.privateIds].some((id) => text.includes(id)) || text.includes(canary)
