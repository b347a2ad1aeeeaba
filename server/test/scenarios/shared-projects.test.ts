import { afterAll, beforeAll, expect, test } from 'vitest'
import { openClient } from '#client/index.ts'
import type { StoredEvent } from '#contract/events.ts'
import type { MemberRole } from '#contract/shapes/people.ts'
import type { ProjectRole } from '#contract/shapes/project.ts'
import { openTestServer, type TestServer } from '#test/support/open-test-server.ts'

let server: TestServer
let agentId: string

beforeAll(async () => {
  server = await openTestServer()
  agentId = (await server.ask<{ id: string }>('POST', '/v1/agents', { body: { name: 'Ada' } })).body.id
})
afterAll(() => server.close())

async function somebody(role: MemberRole = 'operator') {
  const { accessToken } = await server.member(role)
  const client = openClient({ baseUrl: server.url, credentials: { apiKey: accessToken } })
  return { ...client, id: (await client.auth.me()).actor.id ?? '' }
}
type Person = Awaited<ReturnType<typeof somebody>>

/** A project of somebody with a conversation in it, in which a word was said that nobody else says. */
async function begin(owner: Person, word = 'whale') {
  const project = await owner.projects.create({ name: `About ${word}` })
  const talk = await owner.conversations.open({ agentId, projectId: project.id, title: `Of the ${word}` })
  await say(owner, talk.id, `Tell me of the ${word}.`)
  return { projectId: project.id, talkId: talk.id }
}
const say = ({ conversations }: Person, id: string, text: string) =>
  conversations.send(id, { parts: [{ type: 'text', text }] })

const titlesIn = async ({ conversations }: Person, projectId: string) =>
  (await conversations.list({ projectId })).items.map(({ title }) => title)

const gone = { code: 'not_found' }
const refused = { code: 'forbidden' }

/** Everything that somebody hears from now on. */
async function listen({ followEvents }: Person) {
  const heard: StoredEvent[] = []
  const leaving = new AbortController()
  const ready = Promise.withResolvers<void>()
  void (async () => {
    for await (const part of followEvents({ signal: leaving.signal })) {
      if (part.type === 'ready') ready.resolve()
      if (part.type === 'event') heard.push(part.event)
    }
  })().catch(ready.reject)
  await ready.promise
  return { heard, types: () => heard.map(({ type }) => type), leave: () => leaving.abort() }
}

test('a new member sees the project with its earlier conversations; others see nothing', async () => {
  const [ann, ben, cid] = [await somebody(), await somebody(), await somebody('owner')]
  const { projectId, talkId } = await begin(ann)
  for (const stranger of [ben, cid]) {
    await expect(stranger.projects.read(projectId)).rejects.toMatchObject(gone)
    await expect(stranger.projects.members(projectId)).rejects.toMatchObject(gone)
    await expect(stranger.conversations.read(talkId)).rejects.toMatchObject(gone)
    await expect(stranger.conversations.messages(talkId)).rejects.toMatchObject(gone)
    await expect(stranger.conversations.list({ projectId })).rejects.toMatchObject(gone)
    await expect(
      stranger.projects.setMember(projectId, { memberId: stranger.id, role: 'owner' }),
    ).rejects.toMatchObject(gone)
  }
  const line = await listen(ben)
  const aside = await listen(cid)
  await ann.projects.setMember(projectId, { memberId: ben.id, role: 'viewer' })
  await expect.poll(line.types).toContain('project.member-set')
  expect(await ben.projects.read(projectId)).toMatchObject({ role: 'viewer', memberCount: 2 })
  expect(await titlesIn(ben, projectId)).toEqual(['Of the whale'])
  expect((await ben.conversations.messages(talkId)).items[0]).toMatchObject({
    parts: [{ type: 'text', text: 'Tell me of the whale.' }],
  })
  expect((await ben.projects.members(projectId)).items).toMatchObject([
    { memberId: ann.id, role: 'owner' },
    { memberId: ben.id, role: 'viewer' },
  ])
  await say(ann, talkId, 'And of its children.')
  await expect.poll(line.types).toContain('message.created')
  line.leave()
  // What does not concern somebody is not told to them, not even that it is there.
  expect(JSON.stringify(aside.heard)).not.toContain(projectId)
  expect(JSON.stringify(aside.heard)).not.toContain(talkId)
  aside.leave()
})

test('a viewer only reads; an editor writes; an owner manages members', async () => {
  const [ann, ben, cid] = [await somebody(), await somebody(), await somebody()]
  const { projectId, talkId } = await begin(ann)
  const own = await ben.conversations.open({ agentId, title: 'My own' })
  const asRole = (role: ProjectRole) => ann.projects.setMember(projectId, { memberId: ben.id, role })

  await asRole('viewer')
  expect(await ben.conversations.read(talkId)).toMatchObject({ mayWrite: false })
  for (const attempt of [
    () => say(ben, talkId, 'Hello'),
    () => ben.conversations.typing(talkId),
    () => ben.conversations.change(talkId, { title: 'Another' }),
    () => ben.conversations.open({ agentId, projectId }),
    () => ben.conversations.change(own.id, { projectId }),
    () => ben.conversations.remove(talkId),
    () => ben.projects.change(projectId, { instructions: 'Lie.' }),
    () => ben.projects.change(projectId, { archived: true }),
    () => ben.projects.remove(projectId),
    () => ben.projects.setMember(projectId, { memberId: cid.id, role: 'viewer' }),
    () => ben.projects.removeMember(projectId, ann.id),
  ])
    await expect(attempt()).rejects.toMatchObject(refused)
  expect(await ben.projects.change(projectId, { starred: true })).toMatchObject({ starred: true })
  expect(await ann.projects.read(projectId)).toMatchObject({ starred: false })
  const copy = await ben.conversations.branch(talkId, {
    messageId: (await ben.conversations.messages(talkId)).items[0]?.id ?? '',
  })
  expect(copy).toMatchObject({ projectId: null, owner: { id: ben.id } })

  await asRole('editor')
  await ben.conversations.typing(talkId)
  expect((await say(ben, talkId, 'And their songs?')).message.author).toMatchObject({ id: ben.id })
  await ben.conversations.change(talkId, { title: 'Songs' })
  await ben.conversations.change(own.id, { projectId })
  expect(await ann.conversations.read(own.id)).toMatchObject({ title: 'My own', mayWrite: true })
  await ben.projects.change(projectId, { instructions: 'Sing.' })
  for (const attempt of [
    () => ben.conversations.change(talkId, { archived: true }),
    () => ben.conversations.change(talkId, { projectId: null }),
    () => ben.conversations.remove(talkId),
    () => ben.projects.remove(projectId),
    () => ben.projects.setMember(projectId, { memberId: cid.id, role: 'viewer' }),
  ])
    await expect(attempt()).rejects.toMatchObject(refused)

  await asRole('owner')
  await ben.projects.setMember(projectId, { memberId: cid.id, role: 'viewer' })
  await ben.conversations.change(talkId, { projectId: null })
  await expect(ben.conversations.read(talkId)).rejects.toMatchObject(gone)
  await ben.projects.setMember(projectId, { memberId: ann.id, role: 'viewer' })
  await expect(ben.projects.setMember(projectId, { memberId: ben.id, role: 'editor' })).rejects.toMatchObject(
    {
      code: 'conflict',
    },
  )
  await expect(ben.projects.removeMember(projectId, ben.id)).rejects.toMatchObject({ code: 'conflict' })
})

test('conversations outside the project stay private, and a leaving member takes theirs along', async () => {
  const [ann, ben] = [await somebody(), await somebody()]
  const { projectId, talkId } = await begin(ann)
  await ann.projects.setMember(projectId, { memberId: ben.id, role: 'editor' })
  const secret = await ben.conversations.open({ agentId, title: 'A secret' })
  const given = await ben.conversations.open({ agentId, projectId, title: 'Given' })
  await expect(ann.conversations.read(secret.id)).rejects.toMatchObject(gone)
  expect(await ann.conversations.read(given.id)).toMatchObject({ projectId })
  // What others put in is found in the project; one's own list stays one's own.
  expect((await ben.conversations.list()).items.map(({ id }) => id)).not.toContain(talkId)
  expect((await titlesIn(ann, projectId)).toSorted()).toEqual(['Given', 'Of the whale'])

  const line = await listen(ann)
  await ben.projects.removeMember(projectId, ben.id)
  await expect.poll(line.types).toContain('project.member-set')
  expect(line.heard).toContainEqual(
    expect.objectContaining({
      type: 'conversation.changed',
      payload: expect.objectContaining({ conversationId: given.id }),
    }),
  )
  line.leave()
  await expect(ann.conversations.read(given.id)).rejects.toMatchObject(gone)
  expect(await ben.conversations.read(given.id)).toMatchObject({ projectId: null })
  await expect(ben.projects.read(projectId)).rejects.toMatchObject(gone)
  await expect(ben.conversations.read(talkId)).rejects.toMatchObject(gone)
})

test('a deleted project returns every conversation to its owner alone', async () => {
  const [ann, ben] = [await somebody(), await somebody()]
  const { projectId, talkId } = await begin(ann)
  await ann.projects.setMember(projectId, { memberId: ben.id, role: 'editor' })
  const line = await listen(ben)
  await ann.projects.remove(projectId)
  await expect.poll(line.types).toContain('project.deleted')
  line.leave()
  await expect(ben.conversations.read(talkId)).rejects.toMatchObject(gone)
  expect(await ann.conversations.read(talkId)).toMatchObject({ projectId: null })
})

test('a search finds a project’s conversations for its members only', async () => {
  const [ann, ben, cid] = [await somebody(), await somebody(), await somebody()]
  const { projectId, talkId } = await begin(ann, 'narwhal')
  const outside = await ann.conversations.open({ agentId, title: 'A narwhal elsewhere' })
  await ann.projects.setMember(projectId, { memberId: ben.id, role: 'viewer' })
  const found = async ({ conversations }: Person, within?: string) =>
    (await conversations.search({ query: 'narwhal', ...(within && { projectId: within }) })).items
      .map(({ conversation }) => conversation.id)
      .toSorted()
  await expect.poll(() => found(ann), { timeout: 10_000 }).toEqual([talkId, outside.id].toSorted())
  expect(await found(ann, projectId)).toEqual([talkId])
  expect(await found(ben)).toEqual([talkId])
  expect(await found(ben, projectId)).toEqual([talkId])
  expect(await found(cid)).toEqual([])
  await expect(found(cid, projectId)).rejects.toMatchObject(gone)
  await ann.conversations.change(outside.id, { projectId })
  await expect.poll(() => found(ben), { timeout: 10_000 }).toEqual([talkId, outside.id].toSorted())
  await ann.conversations.change(talkId, { projectId: null })
  expect(await found(ben)).toEqual([outside.id])
})

test('when an owner has left the tenant, editors keep the project going', async () => {
  const [ann, ben] = [await somebody(), await somebody()]
  const { projectId, talkId } = await begin(ann)
  await ann.projects.setMember(projectId, { memberId: ben.id, role: 'editor' })
  expect((await server.ask('DELETE', `/v1/members/${ann.id}`)).status).toBe(204)
  expect(await ben.projects.read(projectId)).toMatchObject({ role: 'owner', memberCount: 1 })
  await say(ben, talkId, 'Still here?')
  await ben.projects.change(projectId, { archived: true })
})

test('an end user can be added and take part, but cannot add members', async () => {
  const [ann, eve] = [await somebody(), await somebody('end_user')]
  const { projectId, talkId } = await begin(ann)
  await ann.projects.setMember(projectId, { memberId: eve.id, role: 'owner' })
  await say(eve, talkId, 'Hello')
  await expect(eve.projects.setMember(projectId, { memberId: ann.id, role: 'viewer' })).rejects.toMatchObject(
    refused,
  )
  await expect(
    ann.projects.setMember(projectId, { memberId: projectId, role: 'viewer' }),
  ).rejects.toMatchObject(gone)
})
