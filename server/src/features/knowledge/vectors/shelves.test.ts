import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { EmbeddingModel } from '#kernel/model-ports.ts'
import type { Scope } from '#kernel/scope.ts'
import { systemScope } from '#features/access/index.ts'
import { visit } from '#features/access/testing.ts'
import { openTestApp, type TestApp } from '#test/support/open-test-app.ts'
import { addDocument, createSource, readSource } from '../index.ts'
import { makeLibrary } from '../testing.ts'
import { bytesOnShelves, forgetShelf, shelfOf } from './shelves.ts'

const model: EmbeddingModel = {
  id: 'made/same',
  price: null,
  embed: async (texts) => ({ vectors: texts.map(() => Float32Array.of(1, 0)), tokens: null }),
}
const PASSAGES = 70
// Sixteen numbers of a byte, a scale and the id.
const BYTES_OF_ROW = 16 + 4 + 120

let app: TestApp & AsyncDisposable
let scope: Scope
let sourceIds: string[]

beforeAll(async () => {
  const embeddings = {
    list: () => [model.id],
    find: (id: string) => (id === model.id ? model : null),
    connect: () => null,
  }
  app = await openTestApp({ ports: { embeddings } })
  scope = (await makeLibrary(app)).scope
  sourceIds = await Promise.all(['one', 'two', 'three'].map(fill))
})

afterAll(() => app[Symbol.asyncDispose]())

async function fill(name: string): Promise<string> {
  const { id: sourceId } = await createSource(scope, { name, embeddingModel: model.id })
  const text = Array.from({ length: PASSAGES }, (_, at) => `# Part ${at}\n\nThe garage is below.`).join(
    '\n\n',
  )
  await addDocument(scope, { sourceId, name: 'parts.md', text })
  await vi.waitFor(
    async () => expect(await readSource(scope, { sourceId })).toMatchObject({ embeddedCount: PASSAGES }),
    { timeout: 60_000, interval: 50 },
  )
  return sourceId
}

/** The same scope with room for so many vectors. */
const withRoom = (rows: number): Scope =>
  systemScope(
    { ...scope.app, settings: { ...scope.app.settings, vectorBytesMax: rows * BYTES_OF_ROW } },
    scope.tenantId,
    visit(),
  )

const lookUp = async (as: Scope, sourceId: string) => {
  const shelf = await shelfOf(as, sourceId, model.id, 2)
  return shelf ? (await shelf.nearest(Float32Array.of(1, 0), 1_000)).length : null
}

test('shelves never take more than they may, whoever asks at once, and each is whole when it fits alone', async () => {
  const as = withRoom(PASSAGES + 30)
  const expectWithin = () => expect(bytesOnShelves(as)).toBeLessThanOrEqual(as.app.settings.vectorBytesMax)
  for (const sourceId of [...sourceIds, ...sourceIds]) {
    expect(await lookUp(as, sourceId)).toBe(PASSAGES)
    expectWithin()
  }
  const found = await Promise.all([...sourceIds, ...sourceIds].map((sourceId) => lookUp(as, sourceId)))
  // What finds no room beside what others read is searched by words alone, this time.
  expect(new Set(found)).toContain(PASSAGES)
  for (const count of found) expect([PASSAGES, null]).toContain(count)
  expectWithin()
  for (const sourceId of sourceIds) expect(await lookUp(as, sourceId)).toBe(PASSAGES)
})

test('one that can never fit takes nothing', async () => {
  const as = withRoom(PASSAGES - 1)
  const [, , sourceId = ''] = sourceIds
  forgetShelf(as, sourceId, model.id, 2)
  const before = bytesOnShelves(as)
  expect(await lookUp(as, sourceId)).toBeNull()
  expect(bytesOnShelves(as)).toBeLessThanOrEqual(before)
})

test('a reading that is late is waited for once: until it is done, the others go on without it', async () => {
  const gate = Promise.withResolvers<void>()
  let reads = 0
  const { database } = scope.app
  const read: typeof database.read = async (...given) => {
    reads += 1
    await gate.promise
    return database.read(...given)
  }
  const as = systemScope({ ...scope.app, database: { ...database, read } }, scope.tenantId, visit())
  const [sourceId = ''] = sourceIds
  expect(await lookUp(as, sourceId)).toBeNull()
  // Whoever waits for anything is not done before the loop turns.
  const turn = new Promise((go) => setImmediate(go, 'waits'))
  expect(await Promise.race([lookUp(as, sourceId), turn])).toBeNull()
  expect(reads).toBe(1)
  gate.resolve()
  await expect.poll(() => lookUp(as, sourceId)).toBe(PASSAGES)
})
