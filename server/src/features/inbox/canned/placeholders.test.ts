import { expect, test } from 'vitest'
import { fillIn, refuseUnknown } from './placeholders.ts'

const names = { 'contact.name': '王小明', 'agent.name': '', 'me.name': 'Ana' }

test.each([
  ['Hello {{contact.name}}, this is {{ me.name }}.', 'Hello 王小明, this is Ana.'],
  ['{{agent.name|Our assistant}} told me.', 'Our assistant told me.'],
  ['{{agent.name}} told me.', ' told me.'],
  ['{{contact.name|there}}', '王小明'],
  ['{contact.name} {{nothing}} $& {{me.name}}', '{contact.name} {{nothing}} $& Ana'],
])('%s', (text, filled) => expect(fillIn(text, names)).toBe(filled))

test('a name that contains placeholder syntax is inserted literally', () => {
  expect(fillIn('{{contact.name}}', { ...names, 'contact.name': '$1 {{me.name}}' })).toBe('$1 {{me.name}}')
})

test('an unknown placeholder is refused, with the list of known ones', () => {
  expect(() => refuseUnknown('Hello {{contact.nmae}}', 'text')).toThrow(
    /\{\{contact\.nmae}} is not a placeholder/,
  )
  expect(() => refuseUnknown('Hello {{contact.name|you}} {{me.name}}', 'text')).not.toThrow()
})
