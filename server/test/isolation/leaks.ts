import { uuidv7 } from 'uuidv7'
import type { Entity } from '#contract/ids.ts'
import type { UseCase } from '#kernel/use-case.ts'
import { attempt, type Outcome, saysOutcome } from './attempt.ts'
import { type Cast, privateEntities } from './cast.ts'
import { changesBetween, type Fingerprint } from './fingerprint.ts'
import { fill, Slot, slotsOf } from './template.ts'
import { templatesOf } from './templates.ts'
import type { Actor, World } from './world.ts'

/** What the checks need: the world, and how to see that it is as it was. */
export interface Watch {
  readonly world: World
  look(): Promise<{ a: Fingerprint; b: Fingerprint }>
}

/** Says what is wrong with a use-case, one sentence each. */
export type Check = (watch: Watch, useCase: UseCase) => Promise<string[]>

/** What stands in a slot besides an id of the actor's own. */
interface Intrusion {
  readonly slot: Slot
  /** Of somebody else. */
  readonly foreignId: string
  readonly says: string
}

/** Calls with another's id and with an id that never was; the two answers must be one: there is no such thing. */
async function tryBoth(
  actor: Actor,
  useCase: UseCase,
  template: unknown,
  own: Map<Slot, string>,
  { slot, foreignId, says }: Intrusion,
) {
  const withId = (id: string) => fill(template, (other) => (other === slot ? id : (own.get(other) ?? '')))
  const foreign = await attempt(actor, useCase, withId(foreignId))
  const unknown = await attempt(actor, useCase, withId(uuidv7()))
  const at = `${useCase.name}: ${actor.called} with ${says}`
  return [
    ...(isNotFound(foreign) ? [] : [`${at} gets ${saysOutcome(foreign)}`]),
    ...(isNotFound(unknown)
      ? []
      : [`${useCase.name}: ${actor.called} with an unknown ${slot.entity} gets ${saysOutcome(unknown)}`]),
    ...(isNotFound(foreign) && isNotFound(unknown) && saysOutcome(foreign) !== saysOutcome(unknown)
      ? [`${at} is told something else than with an unknown one`]
      : []),
  ]
}

const isNotFound = (outcome: Outcome) => outcome.ended === 'refused' && outcome.code === 'not_found'

const isForTenants = ({ permission }: UseCase) => permission !== 'public' && permission !== 'platform:manage'

/** With tenant A's id in any place where an id stands, B's owner is told that there is no such thing; nothing changes. */
export const keepsTenantsApart: Check = async ({ world, look }, useCase) => {
  if (!isForTenants(useCase)) return []
  const { a, b } = world
  const complaints: string[] = []
  for (const template of templatesOf(useCase)) {
    const slots = slotsOf(template)
    if (slots.length === 0) continue
    const own = await b.owner.things.ids(slots)
    const foreign = await a.owner.things.ids(slots)
    const before = await look()
    for (const slot of slots)
      complaints.push(
        ...(await tryBoth(b.owner, useCase, template, own, {
          slot,
          foreignId: foreign.get(slot) ?? '',
          says: `A's ${slot.entity}`,
        })),
      )
    const after = await look()
    for (const house of ['a', 'b'] as const)
      for (const name of changesBetween(before[house], after[house]))
        complaints.push(
          `${useCase.name}: changes ${name} in ${house.toUpperCase()} though there was no such thing`,
        )
  }
  return complaints
}

/** Who tries, and whose private things they try. */
const strangers = ({ b }: World): { intruder: Actor; victims: readonly Actor[] }[] => [
  { intruder: b.visitor, victims: [b.otherVisitor, b.endUser, b.owner] },
  { intruder: b.endUser, victims: [b.otherEndUser, b.visitor, b.owner] },
  { intruder: b.operator, victims: [b.owner] },
  { intruder: b.owner, victims: [b.operator] },
]

/** Visitors have no keys and never sign in; everything else that is private is there for everybody. */
const canHave = ({ permissions }: Actor, entity: Entity) =>
  (entity !== 'agent' || permissions.has('profile:write')) &&
  (entity !== 'import' || permissions.has('conversation:import')) &&
  (entity !== 'share' || permissions.has('conversation:share')) &&
  (entity !== 'apiKey' || permissions.has('api-key:manage')) &&
  (entity !== 'session' || permissions.has('profile:write'))

/** Agents are private where they are a member's own; visitors choose none for a project. */
const isExposed = ({ name }: UseCase, intruder: Actor, { entity }: Slot) =>
  entity === 'agent'
    ? !name.startsWith('project.') || intruder.permissions.has('profile:write')
    : privateEntities.includes(entity)

/** Within one tenant, what is somebody's own is not there for others. */
export const keepsPeopleApart: Check = async ({ world, look }, useCase) => {
  if (!isForTenants(useCase)) return []
  const complaints: string[] = []
  for (const { intruder, victims } of strangers(world)) {
    if (!intruder.permissions.has(useCase.permission)) continue
    for (const template of templatesOf(useCase)) {
      const slots = slotsOf(template)
      const exposed = slots.filter((slot) => isExposed(useCase, intruder, slot))
      if (exposed.length === 0) continue
      const own = await intruder.things.ids(slots)
      const before = await look()
      for (const slot of exposed)
        for (const victim of victims.filter((other) => canHave(other, slot.entity)))
          complaints.push(
            ...(await tryBoth(intruder, useCase, template, own, {
              slot,
              foreignId: await victim.things.id(slot.entity, slot.entity === 'agent' ? 'own' : ''),
              says: `the ${slot.entity} of ${victim.called}`,
            })),
          )
      const after = await look()
      complaints.push(
        ...changesBetween(before.b, after.b).map((name) => `${useCase.name}: changes ${name} for a stranger`),
      )
    }
  }
  return complaints
}

/** A child is looked up together with its parent: a message of another conversation of one's own is not in this one. */
export const bindsChildrenToParents: Check = async ({ world }, useCase) => {
  if (!isForTenants(useCase)) return []
  const { owner } = world.b
  const complaints: string[] = []
  for (const template of templatesOf(useCase)) {
    const slots = slotsOf(template)
    const child = slots.find(({ entity }) => entity === 'message' || entity === 'reply')
    if (!child || !slots.some(({ entity }) => entity === 'conversation')) continue
    const foreignId = await owner.newThings().id(child.entity)
    const own = await owner.things.ids(slots)
    complaints.push(
      ...(await tryBoth(owner, useCase, template, own, {
        slot: child,
        foreignId,
        says: `a ${child.entity} of another conversation`,
      })),
    )
  }
  return complaints
}

/** Who lacks the permission is told so, whoever they are and whatever else they may. */
export const asksForPermission =
  (keyWithout: (permission: UseCase['permission']) => Promise<Actor>): Check =>
  async ({ world, look }, useCase) => {
    if (useCase.permission === 'public') return []
    const { b, platformAdmin } = world
    const people = [b.visitor, b.endUser, b.operator, b.admin, b.owner, platformAdmin]
    const without = people.filter(({ permissions }) => !permissions.has(useCase.permission))
    if (isForTenants(useCase)) without.push(await keyWithout(useCase.permission))
    const before = await look()
    const complaints: string[] = []
    for (const actor of without) {
      const outcome = await attempt(actor, useCase, await inputFor(useCase, b.owner.things))
      if (outcome.ended === 'refused' && outcome.code === 'forbidden') continue
      complaints.push(
        `${useCase.name}: ${actor.called} has no ${useCase.permission} and gets ${saysOutcome(outcome)}`,
      )
    }
    const after = await look()
    return [
      ...complaints,
      ...changesBetween(before.b, after.b).map(
        (name) => `${useCase.name}: changes ${name} without permission`,
      ),
    ]
  }

/** A valid input with things of that cast. */
async function inputFor(useCase: UseCase, things: Cast): Promise<unknown> {
  const [template] = templatesOf(useCase)
  const ids = await things.ids(slotsOf(template))
  return fill(template, (slot) => ids.get(slot) ?? '')
}
