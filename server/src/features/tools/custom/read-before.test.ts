import { beforeAll, expect, test } from 'vitest'
import { entrustedScope } from '#features/access/scopes.ts'
import { makeMember, makeTenant, visit } from '#features/access/testing.ts'
import type { Application } from '#kernel/application.ts'
import type { Scope } from '#kernel/scope.ts'
import { sharedTestApp } from '#test/support/open-test-app.ts'
import { changeCustomTool, createCustomTool } from '../index.ts'

const DOCUMENT = JSON.stringify({
  openapi: '3.0.0',
  info: { title: 'Shop', version: '1' },
  paths: { '/hours': { get: { operationId: 'hours', responses: { 200: { description: 'ok' } } } } },
})
const TOOL = { kind: 'openapi', name: 'shop', url: 'https://shop.example' } as const
let app: Application
let scope: Scope
let writes = 0

beforeAll(async () => {
  app = await sharedTestApp()
  const { system, tenantId } = await makeTenant(app)
  const { member } = await makeMember(app, system, 'owner')
  const write: typeof app.database.write = (...asked) => {
    writes += 1
    return app.database.write(...asked)
  }
  const watched = { ...app, database: { ...app.database, write } }
  scope = entrustedScope({ app: watched, ...visit() }, tenantId, { kind: 'member', id: member.id, name: '' })
})

test('a document is read before a transaction is opened, which one that cannot be read never is', async () => {
  await expect(createCustomTool(scope, { ...TOOL, document: 'no document' })).rejects.toMatchObject({
    code: 'invalid_input',
  })
  expect(writes).toBe(0)
  const { tool } = await createCustomTool(scope, { ...TOOL, document: DOCUMENT })
  expect(tool.operations.map(({ name }) => name)).toEqual(['hours'])
  expect(writes).toBe(1)
  const change = { customToolId: tool.id, document: 'no document' }
  await expect(changeCustomTool(scope, change)).rejects.toMatchObject({ code: 'invalid_input' })
  expect(writes).toBe(1)
  const changed = await changeCustomTool(scope, {
    ...change,
    document: DOCUMENT.replaceAll('hours', 'times'),
  })
  expect(changed.operations.map(({ name }) => name)).toEqual(['times'])
})
