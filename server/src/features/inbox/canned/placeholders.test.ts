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

test('a name with signs of its own is put in as it is', () => {
  expect(fillIn('{{contact.name}}', { ...names, 'contact.name': '$1 {{me.name}}' })).toBe('$1 {{me.name}}')
})

test('a placeholder that nothing stands for is refused with those that there are', () => {
  expect(() => refuseUnknown('Hello {{contact.nmae}}', 'text')).toThrow(
    /\{\{contact\.nmae}} is not a placeholder/,
  )
  expect(() => refuseUnknown('Hello {{contact.name|you}} {{me.name}}', 'text')).not.toThrow()
})
