import { expect, test } from 'vitest'
import { titleIn } from './title-in.ts'

test.each([
  ['Opening hours in winter', 'Opening hours in winter'],
  ['“Opening hours in winter.”', 'Opening hours in winter'],
  ['# Title: Opening hours', 'Title: Opening hours'],
  ['標題：冬季營業時間', '冬季營業時間'],
  ['', null],
  ['Sure!\n\nHere is a title', null],
  ['a'.repeat(81), null],
])('%j is the title %j', (text, title) => {
  expect(titleIn(text)).toBe(title)
})
