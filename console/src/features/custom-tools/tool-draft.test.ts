import { expect, test } from 'vitest'
import type { CustomTool } from '#contract/shapes/custom-tool.ts'
import { changeOf, draftOf, wantsSecret } from './tool-draft.ts'

const tool = (kind: CustomTool['kind'], authHeader: string | null = null) =>
  draftOf({
    kind,
    name: 'till',
    url: 'https://till.example/a',
    description: 'Rings.',
    authHeader,
    operations: [{ name: 'call', inputSchema: { type: 'object' }, isReadOnly: false }],
  } as unknown as CustomTool)

test('only changes are sent', () => {
  const before = tool('webhook')
  expect(changeOf(before, before)).toEqual({})
  expect(changeOf(before, { ...before, description: ' Sings. ', isReadOnly: true })).toEqual({
    description: 'Sings.',
    isReadOnly: true,
  })
  expect(changeOf(before, { ...before, schema: '{"a":1}' })).toEqual({ inputSchema: { a: 1 } })
})

test('a document that is not entered again stays', () => {
  const before = tool('openapi')
  expect(changeOf(before, { ...before, url: 'https://till.example/b' })).toEqual({
    url: 'https://till.example/b',
  })
  expect(changeOf(before, { ...before, document: '{}' })).toEqual({ document: '{}' })
})

test('a shown secret is kept, removed, or replaced', () => {
  const before = tool('webhook', 'x-key')
  expect(changeOf(before, { ...before, authHeader: '' })).toEqual({ authHeader: null, authValue: null })
  const anew = { authHeader: 'x-key', authValue: 's' }
  expect(changeOf(before, { ...before, ...anew })).toEqual(anew)
  expect(wantsSecret(before, { ...before, url: 'https://till.example/b' })).toBe(false)
  expect(wantsSecret(before, { ...before, url: 'https://other.example/a' })).toBe(true)
  expect(wantsSecret(before, { ...before, authHeader: 'authorization' })).toBe(true)
  expect(wantsSecret(tool('webhook'), tool('webhook'))).toBe(false)
})
