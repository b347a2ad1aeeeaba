import { randomUUID } from 'node:crypto'
import { toHexId } from '#dialects/platform-114/hex-id.ts'
import { nameThings, numberThings } from '#features/external-ids/index.ts'
import { openScope } from '#features/access/index.ts'
import { visit } from '#features/access/testing.ts'
import { actorId, type Scope } from '#kernel/scope.ts'
import type { Application } from '#kernel/application.ts'
import { openCast } from './cast.ts'
import { ownAgent } from './own-agent-cast.ts'
import { freshWord } from './template.ts'

/** Things of one person, by the names that each dialect's clients know them by. */
export interface DialectThings {
  readonly canary: string
  /** The id for a route's parameter; null where it names nothing that a person has. */
  idFor(dialect: string, path: string): Promise<string | null>
}

type Naming = 'number' | 'name' | 'hex' | 'id'
type Kind =
  | 'conversation'
  | 'project'
  | 'document'
  | 'knowledgeBase'
  | 'agent'
  | 'member'
  | 'visitor'
  | 'tenant'
  | 'file'

/** What the parameter of an address names, in which of a dialect's books, and in what form. */
const named: readonly [dialect: string, path: RegExp, kind: Kind, book: string, naming: Naming][] = [
  ['agentchat', /\/sessions\/:/, 'conversation', 'session', 'id'],
  ['platform-114', /\/documents\/:/, 'document', 'document', 'name'],
  ['platform-114', /\/conversations\/:/, 'conversation', 'conversation', 'name'],
  ['platform-114', /\/tenants\/:/, 'tenant', '', 'hex'],
  ['lingxi', /\/agents\/:/, 'agent', 'agent', 'number'],
  ['lingxi', /\/sessions\/:/, 'conversation', 'session', 'number'],
  ['chat-api', /\/users\/:/, 'member', 'user', 'number'],
  ['chat-api', /\/customers\/:/, 'visitor', 'contact', 'number'],
  ['chat-api', /\/admin\/conversations\/:/, 'conversation', 'conversation', 'number'],
  ['chat-api', /\/chat\/sessions\/:/, 'conversation', 'session', 'name'],
  ['mini-chatbox', /\/conversations?\/:id/, 'conversation', 'conversation', 'number'],
  ['mini-chatbox', /\/projects\/:/, 'project', 'project', 'number'],
  ['mini-chatbox', /\/documents\/:/, 'document', 'document', 'number'],
  ['mini-chatbox', /\/knowledge-sources\/:/, 'knowledgeBase', 'source', 'number'],
  ['mini-chatbox', /\/media\/:/, 'file', '', 'id'],
]

interface Person {
  readonly app: Application
  readonly token: string
  /** Who makes what belongs to their tenant. */
  readonly ofTenant: Scope
  readonly system: Scope
  /** How many numbers others have before theirs in each book, so that theirs name nothing elsewhere. */
  readonly numbersBefore?: number
}

/** New things of somebody, each made and named when it is first asked for. */
export async function openDialectThings({
  app,
  token,
  ofTenant,
  system,
  numbersBefore = 0,
}: Person): Promise<DialectThings> {
  const scope = await openScope(app, { token }, visit())
  const canary = `canary${freshWord()}`
  const maker = { scope, ofTenant, system, canary, tenantCanary: `tenant${freshWord()}` }
  const cast = openCast(maker)
  const isMember = scope.actor.kind === 'member'
  const idOf = async (kind: Kind): Promise<string | null> => {
    if (kind === 'tenant') return scope.tenantId
    if (kind === 'member') return isMember ? actorId(scope) : null
    if (kind === 'agent') return isMember ? ownAgent(maker) : null
    if (kind === 'conversation') await cast.id('message')
    return cast.id(kind)
  }
  const made = new Map<string, Promise<string | null>>()
  const once = (key: string, make: () => Promise<string | null>) => {
    const known = made.get(key) ?? make()
    made.set(key, known)
    return known
  }
  return {
    canary,
    idFor: async (dialect, path) => {
      // The last parameter names the thing; those before it are its tenant.
      const found = named.find(([where, pattern]) => where === dialect && pattern.test(path))
      if (!found) return null
      const [, , kind, book, naming] = found
      const id = await once(kind, () => idOf(kind))
      if (id === null || naming === 'id') return id
      if (naming === 'hex') return toHexId(id)
      return once(`${dialect} ${book}`, async () => {
        for (let before = 0; naming === 'number' && before < numbersBefore; before += 1_000)
          await numberThings(system, { dialect, kind: book, ids: Array.from({ length: 1_000 }, randomUUID) })
        if (naming === 'number')
          return String((await numberThings(system, { dialect, kind: book, ids: [id] }))[id])
        const externalId = toHexId(id)
        await nameThings(system, { dialect, kind: book, names: [{ externalId, id }] })
        return externalId
      })
    },
  }
}
