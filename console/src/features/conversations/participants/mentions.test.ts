import { expect, test } from 'vitest'
import { fitting, mentionAt, withName } from './mentions.ts'

const agents = [{ name: 'Ada' }, { name: 'Bert' }, { name: 'Bertha Maria' }]

test.each([
  ['@', 1, ['Ada', 'Bert', 'Bertha Maria']],
  ['Well, @be', 9, ['Bert', 'Bertha Maria']],
  ['你好@Bertha M', 11, ['Bertha Maria']],
  ['me@b', 4, []],
  ['@Bert\nx', 7, []],
  ['@Ada', 4, []],
  ['Nobody', 3, []],
])('%j at %i', (text, caret, names) => {
  const mention = mentionAt(text, caret)
  expect(mention ? fitting(agents, mention).map(({ name }) => name) : []).toEqual(names)
})

test('the name replaces what was typed', () => {
  const mention = mentionAt('Ask @be why', 7)
  expect(mention && withName('Ask @be why', mention, 'Bert')).toEqual({ text: 'Ask @Bert why', caret: 10 })
})
