import { expect, test } from 'vitest'
import { termsOf } from '../memory.ts'
import { fittingMemories } from './fitting-memories.ts'

const memory = (text: string, kind = 'ongoing') => ({ id: text, text, kind, terms: termsOf(text) })
const texts = (known: ReturnType<typeof memory>[], asked: string) =>
  fittingMemories(known, asked).map(({ text }) => text)

test.each([
  ['Which boat paint lasts?', 'Builds a boat'],
  ['木船要用什麼油漆？', '正在造一艘木船'],
  ['我的团队人数', '領導一個五人的團隊'],
])('%s recalls %s, and nothing about a garden', (asked, text) => {
  expect(
    texts([memory('Plants a garden in the south'), memory('在院子裡種花'), memory(text)], asked),
  ).toEqual([text])
})

test('function words match nothing', () => {
  expect(texts([memory('Is at it with them')], 'What is it with them at all?')).toEqual([])
})

test('identity and preferences are included, the newest first, after the matches', () => {
  const known = ['Wants metric units', 'Prefers German', 'Likes jazz', 'Dislikes calls', 'Likes tea'].map(
    (text) => memory(text, 'preference'),
  )
  expect(texts([...known, memory('Builds a boat')], 'Which boat?')).toEqual([
    'Builds a boat',
    'Wants metric units',
    'Prefers German',
    'Likes jazz',
    'Dislikes calls',
  ])
})

test('there are never more than eight, nor more than the budget allows', () => {
  const boats = Array.from({ length: 30 }, (_, at) => memory(`Builds boat ${at}`))
  expect(texts(boats, 'A boat?')).toHaveLength(8)
  const long = Array.from({ length: 8 }, (_, at) =>
    memory(`Builds boat ${at} ${'of cedar wood '.repeat(20)}`),
  )
  expect(texts(long, 'A boat?').length).toBeLessThan(8)
})
