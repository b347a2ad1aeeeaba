import { afterAll, beforeAll, expect, test } from 'vitest'
import { openScope } from '#features/access/index.ts'
import { makeMember, makeTenant, visit } from '#features/access/testing.ts'
import {
  type Caller,
  type DialectStage,
  openDialectStage,
  PLANTED,
  type Route,
  type Told,
} from './dialect-stage.ts'
import { type DialectThings, openDialectThings } from './dialect-things.ts'
import { changesBetween } from './fingerprint.ts'
import { excess, unexplained } from './lent.ts'

/** Ids that name nothing until somebody opens a conversation under one, as two dialects let them: one for each comparison. */
const UNKNOWN = '999999999'
const unknownBeside = { 'another person': '999999998', 'another tenant': '999999997' }

let stage: DialectStage
/** Somebody else's things: another person's in this tenant, and those of another tenant. */
let others: Record<'another person' | 'another tenant', DialectThings>
let farTenantId: string

beforeAll(async () => {
  stage = await openDialectStage()
  const { server, system, owner } = stage
  const another = await server.member('end_user')
  const far = await makeTenant(server.app)
  farTenantId = far.tenantId
  const farOwner = await makeMember(server.app, far.system, 'owner')
  others = {
    'another person': await openDialectThings({
      app: server.app,
      token: another.accessToken,
      ofTenant: owner,
      system,
    }),
    'another tenant': await openDialectThings({
      app: server.app,
      token: farOwner.accessToken,
      ofTenant: farOwner.scope,
      system: far.system,
      numbersBefore: 5_000,
    }),
  }
}, 120_000)
afterAll(() => stage[Symbol.asyncDispose]())

const isOtherSpelling = (path: string) =>
  (path.includes('/mini-chatbox/') && path.endsWith('/')) || /\/api\/(?:conversation|api)(?:\/|$)/.test(path)

/** Whoever signs out, or shuts somebody out, is asked for nothing more. */
const endsIt = /logout|change-password|reset-password|\/v1\/tenants\/:tenantId$|settings\/reset/
/** The same for members, who are also callers. */
const endsThem = /\/users\//

const hasId = ({ url }: Route) => url.includes('/:')
const isKey = ({ called }: Caller) => called.startsWith('a key')

/** Routes in the order in which things are read before they are changed, and deleted last. */
const inOrder = (routes: readonly Route[]) => {
  const rank = ({ method }: Route) => (method === 'GET' ? 0 : method === 'DELETE' ? 2 : 1)
  return routes.toSorted((a, b) => rank(a) - rank(b))
}

const isAnswered = ({ status }: Told) => status >= 200 && status < 300

/** Whether somebody sees what end users say by working at the inbox, or all knowledge by managing it. */
const seesOthers = ({ permissions }: Caller) =>
  permissions.has('conversation:read-inbox') ||
  permissions.has('inbox:read') ||
  permissions.has('contact:read')

/** What a request with somebody else's id must not do that one with an unknown id does not. */
function differs(
  route: Route,
  caller: Caller,
  whose: keyof typeof others,
  told: Told,
  unknown: Told,
): string[] {
  const at = `${caller.called}: ${route.method} ${route.url} with an id of ${whose}`
  const isSeen = told.text.includes(others[whose].canary)
  const isOpen =
    whose === 'another person' && (seesOthers(caller) || /documents|sources|tenants/.test(route.url))
  if (isOpen) return []
  return [
    ...(isSeen ? [`${at} shows what is theirs`] : []),
    ...(isAnswered(told) && !isAnswered(unknown) ? [`${at} is answered ${told.status}`] : []),
  ]
}

const asked = () =>
  stage.routes.filter(({ url, method }) => !endsIt.test(url) && url !== '*' && method !== 'TRACE')

test('no dialect does more for a caller than they may do natively, except where listed', async () => {
  const { server, owner, system, callers } = stage
  const tenantId = owner.tenantId
  expect(asked().length).toBeGreaterThan(100)
  // What is theirs is all made before it is looked at.
  for (const { dialect, url } of asked()) await others['another tenant'].idFor(dialect, url)
  const farBefore = await stage.look(farTenantId)
  const found: string[] = []
  const served = new Map<string, number>()
  let cells = 0
  for (const one of callers) {
    let caller = one.renew ? { ...one, token: await one.renew() } : one
    const things =
      caller.token === null || caller.called === 'visitor session'
        ? null
        : await openDialectThings({
            app: server.app,
            token: isKey(caller) ? server.owner : caller.token,
            ofTenant: owner,
            system,
          })
    for (const kind of ['unknown', 'own', 'others'] as const) {
      if (kind === 'others' && isKey(caller)) continue
      if (one.renew) caller = { ...one, token: await one.renew() }
      // Named before anything is counted, for names are given as they are asked for.
      const routes: [Route, string, string][] = []
      for (const route of inOrder(asked())) {
        // Keys are many: for them one of several spellings of an address is enough.
        if ((isKey(caller) || kind !== 'unknown') && isOtherSpelling(route.url)) continue
        if (kind === 'unknown') {
          if (!endsThem.test(route.url)) routes.push([route, UNKNOWN, ''])
          continue
        }
        if (!hasId(route) || route.method === 'QUERY') continue
        const whoseThings = kind === 'own' ? { own: things } : others
        for (const [whose, mine] of Object.entries(whoseThings)) {
          if (whose === 'own' && endsThem.test(route.url)) continue
          const id = await mine?.idFor(route.dialect, route.url)
          if (id) routes.push([route, id, whose])
        }
      }
      const before = await stage.look(tenantId)
      for (const [route, id, whose] of routes) {
        stage.nextMinute()
        const told = await stage.ask(route, caller, id)
        cells += 1
        found.push(...excess(route, caller, told.ran))
        if (whose === 'own' && isAnswered(told))
          served.set(route.dialect, (served.get(route.dialect) ?? 0) + 1)
        if (whose === 'another person' || whose === 'another tenant')
          found.push(
            ...differs(route, caller, whose, told, await stage.ask(route, caller, unknownBeside[whose])),
          )
      }
      // Whoever was shut out meanwhile would prove nothing.
      if (caller.token !== null)
        await openScope(server.app, { token: caller.token }, visit()).catch(() =>
          found.push(`${caller.called} was shut out (${kind} ids)`),
        )
      const changed = changesBetween(before, await stage.look(tenantId))
      found.push(...unexplained(caller, changed).map((what) => `${what} (${kind} ids)`))
    }
  }
  console.log(`isolation matrix: ${cells} cells`)
  console.log('served with their own ids:', Object.fromEntries(served))
  expect(found).toEqual([])
  for (const dialect of ['platform-114', 'lingxi', 'chat-api', 'mini-chatbox', 'agentchat'])
    expect([dialect, served.get(dialect) ?? 0]).not.toEqual([dialect, 0])
  expect(changesBetween(farBefore, await stage.look(farTenantId))).toEqual([])
}, 1_200_000)

test('a dialect that acts with an elevated scope for anyone is noticed', async () => {
  const { owner, callers } = stage
  for (const called of ['nobody', 'end_user', 'a key for conversation:read']) {
    const caller = callers.find((one) => one.called === called)
    if (!caller) throw new Error(`There is no ${called}.`)
    const before = await stage.look(owner.tenantId)
    const told = await stage.ask(PLANTED, caller, UNKNOWN)
    expect([told.status, told.text]).toEqual([200, expect.any(String)])
    expect(excess(PLANTED, caller, told.ran)).toEqual([
      `${called}: POST ${PLANTED.url} ran knowledge-base.create (knowledge:write)`,
    ])
    const changed = changesBetween(before, await stage.look(owner.tenantId))
    expect(unexplained(caller, changed)).toContain(`${called}: changed knowledge_bases`)
  }
})
