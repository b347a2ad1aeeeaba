import type { MemberRole } from '#contract/shapes/people.ts'
import { admitVisitor, createApiKey, openScope } from '#features/access/index.ts'
import { makeMember, makeTenant, visit } from '#features/access/testing.ts'
import type { Application } from '#kernel/application.ts'
import type { Permission } from '#kernel/permissions.ts'
import type { Scope } from '#kernel/scope.ts'
import { type Cast, openCast } from './cast.ts'
import { settled } from './settled.ts'
import { freshWord } from './template.ts'

/** Somebody with a credential, and things of their own. */
export interface Actor {
  readonly called: string
  readonly token: string
  readonly permissions: ReadonlySet<Permission>
  /** Things of theirs that stay as they are. */
  readonly things: Cast
  /** Stands in the texts of everything private of theirs. */
  readonly canary: string
  /** A scope of its own, as for one request. `leave` ends it. */
  enter(): Promise<{ scope: Scope; leave(): void }>
  /** New things of theirs, for calls that use them up. */
  newThings(): Cast
}

/** A tenant full of people and things. */
export interface House {
  readonly called: string
  /** Stands in what belongs to the whole tenant. */
  readonly canary: string
  readonly tenantId: string
  readonly system: Scope
  readonly owner: Actor
  readonly admin: Actor
  readonly operator: Actor
  readonly endUser: Actor
  readonly otherEndUser: Actor
  readonly visitor: Actor
  readonly otherVisitor: Actor
  /** A member whose session may be ended. */
  readonly leaver: Actor
}

export interface World {
  readonly app: Application
  /** The one that is spied upon. */
  readonly a: House
  /** The one that everybody acts from. */
  readonly b: House
  readonly platformAdmin: Actor
}

const entities = [
  'agent',
  'suggestion',
  'project',
  'import',
  'share',
  'conversation',
  'message',
  'reply',
  'toolApproval',
  'file',
  'knowledgeBase',
  'document',
  'passage',
  'passageEdit',
  'site',
  'connection',
  'testCase',
  'evaluationRun',
  'unansweredQuestion',
  'searchDictionaryEntry',
  'memory',
  'scheduledMessage',
  'inboxEntry',
  'team',
  'cannedReply',
  'macro',
  'job',
  'invitation',
  'member',
  'visitor',
  'contactAttribute',
  'channel',
  'channelMail',
  'customTool',
  'budget',
  'webhook',
  'webhookDelivery',
  'toolServer',
  'toolSignIn',
  'tenant',
] as const
const ofVisitors = [
  'project',
  'conversation',
  'message',
  'reply',
  'toolApproval',
  'file',
  'memory',
  'scheduledMessage',
] as const

/** Two tenants, each with people of every role and something of everything. */
export async function makeWorld(app: Application): Promise<World> {
  const [a, b] = await Promise.all([makeHouse(app, 'A'), makeHouse(app, 'B')])
  const platformAdmin = await makePlatformAdmin(app)
  await settled(app)
  return { app, a, b, platformAdmin }
}

/** Somebody who may do everything, in a tenant of their own. */
export async function makePlatformAdmin(app: Application): Promise<Actor> {
  const { system } = await makeTenant(app)
  const { accessToken } = await makeMember(app, system, 'owner', { isPlatformAdmin: true })
  return openActor('the platform admin', accessToken, { app, system, canary: freshWord(), owner: null })
}

/** Where an actor lives. */
interface Home {
  readonly app: Application
  readonly system: Scope
  readonly canary: string
  /** Who makes what belongs to the tenant; null for the owner itself. */
  readonly owner: Actor | null
}

async function makeHouse(app: Application, called: string): Promise<House> {
  const { tenantId, system } = await makeTenant(app)
  const canary = `canary${freshWord()}`
  const member = async (name: string, role: MemberRole, owner: Actor | null) => {
    const { accessToken } = await makeMember(app, system, role)
    return openActor(`${called}'s ${name}`, accessToken, { app, system, canary, owner })
  }
  const visitor = async (name: string, owner: Actor) => {
    const { token } = await admitVisitor(system, { externalId: freshWord(), name: freshWord() })
    return openActor(`${called}'s ${name}`, token, { app, system, canary, owner })
  }
  const owner = await member('owner', 'owner', null)
  const house: House = {
    called,
    canary,
    tenantId,
    system,
    owner,
    admin: await member('admin', 'admin', owner),
    operator: await member('operator', 'operator', owner),
    endUser: await member('end user', 'end_user', owner),
    otherEndUser: await member('other end user', 'end_user', owner),
    visitor: await visitor('visitor', owner),
    otherVisitor: await visitor('other visitor', owner),
    leaver: await member('leaver', 'end_user', owner),
  }
  await populate(house)
  return house
}

/** Makes something of everything for those who have it. */
async function populate({ owner, admin, operator, endUser, otherEndUser, visitor, otherVisitor }: House) {
  for (const entity of entities) await owner.things.id(entity)
  await owner.things.id('agent', 'drafted')
  await owner.things.id('visitor', 'erased')
  for (const actor of [admin, operator, endUser, otherEndUser, visitor, otherVisitor])
    for (const entity of ofVisitors) await actor.things.id(entity)
  for (const actor of [owner, admin, operator, endUser, otherEndUser]) {
    await actor.things.id('apiKey')
    await actor.things.id('session')
    await actor.things.id('import')
    await actor.things.id('share')
    await actor.things.id('agent', 'own')
  }
}

/** An actor by credential. */
async function openActor(
  called: string,
  token: string,
  { app, system, canary: tenantCanary, owner }: Home,
): Promise<Actor> {
  const canary = `canary${freshWord()}`
  const scope = await openScope(app, { token }, visit())
  const ofTenant = owner ? (await owner.enter()).scope : scope
  const newThings = () => openCast({ scope, ofTenant, system, canary, tenantCanary })
  return {
    called,
    token,
    permissions: scope.actor.permissions,
    canary,
    things: newThings(),
    newThings,
    async enter() {
      const leaving = new AbortController()
      const entered = await openScope(app, { token }, visit({ signal: leaving.signal }))
      return { scope: entered, leave: () => leaving.abort() }
    },
  }
}

/** The owner of a house through a key that has all permissions but one. */
export async function withoutPermission(
  app: Application,
  { owner, system, canary }: House,
  missing: Permission,
): Promise<Actor> {
  const { scope } = await owner.enter()
  const scopes = [...scope.actor.permissions].filter(
    (permission) => permission !== missing && permission !== 'public',
  )
  const { secret } = await createApiKey(scope, { name: freshWord(), scopes })
  return openActor(`a key without ${missing}`, secret, { app, system, canary, owner })
}
