import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { admitVisitor, openScope, systemScope } from '#features/access/index.ts'
import { makeMember, makeTenant, visit } from '#features/access/testing.ts'
import { createAgent } from '#features/agents/index.ts'
import { openConversation, sendMessage } from '#features/messages/index.ts'
import { notePresence } from '#features/inbox/handoff/presence/presence.ts'
import { spreadWork } from '#features/inbox/routing/assigning/spread-work.ts'
import { createTeam, listInboxTeams, listWorkload } from '#features/inbox/routing/index.ts'
import type { Application } from '#kernel/application.ts'
import type { Scope } from '#kernel/scope.ts'
import { openApp } from '#server/app.ts'
import { settled } from '#test/isolation/settled.ts'
import { steeredClock } from '#test/support/clock.ts'
import { freshDatabase } from '#test/support/fresh-database.ts'
import { openTestApp } from '#test/support/open-test-app.ts'
import { readConfig } from '#server/config.ts'

/** A visitor who waits for a person. */
async function call(system: Scope, agentId: string): Promise<string> {
  const { token } = await admitVisitor(system, { externalId: crypto.randomUUID(), name: 'Vera' })
  const scope = await openScope(system.app, { token }, visit())
  const { id: conversationId } = await openConversation(scope, { agentId })
  await sendMessage(scope, { conversationId, parts: [{ type: 'text', text: 'human' }] })
  return conversationId
}

test('concurrent assignment, in one process or two, never exceeds a capacity', async () => {
  await using app = await openTestApp()
  // Only a real server can be shared by two.
  const other = app.database.kind === 'server' ? await openApp(app.config) : null
  try {
    const { tenantId, system } = await makeTenant(app)
    const { scope: owner } = await makeMember(app, system, 'owner')
    const [ana, ben] = [await makeMember(app, system, 'operator'), await makeMember(app, system, 'operator')]
    for (const { scope } of [ana, ben]) await notePresence(scope, { isHere: true })
    const members = [
      { memberId: ana.member.id, capacity: 3 },
      { memberId: ben.member.id, capacity: 2 },
    ]
    const { id: agentId } = await createAgent(owner, { name: 'Ada' })
    const { id: teamId } = await createTeam(owner, { name: 'Front', members })
    for (let count = 0; count < 8; count += 1) await call(system, agentId)
    await settled(app)
    const giving = (among: Application) => spreadWork(systemScope(among, tenantId, visit()))
    // Past the front door, which would have it given out at once, by one.
    await app.database.write(tenantId, (tx) =>
      tx.updateTable('teams').set({ auto_assignment: 'least-busy' }).where('id', '=', teamId).execute(),
    )
    await Promise.all([
      ...Array.from({ length: 4 }, () => giving(app)),
      ...Array.from({ length: 4 }, () => giving(other ?? app)),
    ])
    await settled(app)
    const loads = (await listWorkload(owner, {})).items.map(({ openCount, capacity }) => [
      openCount,
      capacity,
    ])
    expect(loads.toSorted()).toEqual([
      [2, 2],
      [3, 3],
    ])
    const handed = await app.database.read(tenantId, (tx) =>
      tx
        .selectFrom('events')
        .select(sql<string>`payload->>'conversationId'`.as('id'))
        .where('type', '=', 'conversation.handed')
        .where(sql<boolean>`payload->>'assigneeKind' = 'member'`)
        .execute(),
    )
    expect(handed).toHaveLength(5)
    expect(new Set(handed.map(({ id }) => id)).size).toBe(5)
  } finally {
    await other?.close()
  }
})

test('an SLA target breached while no process ran is reported at the next start, and presences are cleared', async () => {
  const clock = steeredClock()
  const { options, directory, drop } = await freshDatabase()
  const config = {
    ...readConfig({ PARLEY_DATA_DIR: directory, LOG_LEVEL: 'silent', PARLEY_TITLES: 'first-words' }),
    database: options,
  }
  let app = await openApp(config, { now: clock.now })
  try {
    const { tenantId, system } = await makeTenant(app)
    const { scope: owner, accessToken } = await makeMember(app, system, 'owner')
    const { scope: operator, member } = await makeMember(app, system, 'operator')
    await notePresence(operator, { isHere: true })
    const sla = {
      firstReplyMinutes: 10,
      nextReplyMinutes: null,
      resolutionMinutes: null,
      counts: 'always' as const,
      warnMinutes: 2,
    }
    const { id: agentId } = await createAgent(owner, { name: 'Ada' })
    await createTeam(owner, { name: 'Front', members: [{ memberId: member.id }], sla })
    await call(system, agentId)
    await settled(app)
    await app.close()
    clock.pass(11 * 60_000)
    // A real server is taken for shared: whose process is silent is dead after a minute.
    app = await openApp(config, { now: clock.now })
    const again = await openScope(app, { token: accessToken }, visit())
    const timerOf = async () => (await listInboxTeams(again, {})).items[0]?.slaTimers[0]
    await expect.poll(timerOf).toMatchObject({ kind: 'first-reply', isBreached: true })
    const breaches = await app.database.read(tenantId, (tx) =>
      tx.selectFrom('events').select('type').where('type', '=', 'sla.breached').execute(),
    )
    expect(breaches).toHaveLength(1)
    if (app.database.kind === 'embedded')
      expect((await listWorkload(again, {})).items).toMatchObject([{ isThere: false }])
  } finally {
    await app.close()
    await drop()
  }
})
