import { expect, test } from 'vitest'
import { cutQuoted } from './cut-quoted.ts'

const header = 'On Fri, Jan 30, 2026 at 10:00 AM Ada wrote:'

test.each([
  ['a quote below', `Yes.\n\n${header}\n> Open?`, 'Yes.'],
  ['a quote announced on two lines', `Yes.\n\nOn Fri, Jan 30, 2026\nAda <a@x> wrote:\n> Open?`, 'Yes.'],
  ['a quote without marks', `Yes.\n\n${header}\n\nOpen?`, 'Yes.'],
  ['a signature below', 'Yes.\n-- \nVera', 'Yes.'],
  ['a signature below a quote', `Yes.\n${header}\n> Open?\n-- \nVera`, 'Yes.'],
  ['headers of an older mail', 'Yes.\n_____\nFrom: a\nSent: b\nTo: c\nSubject: d\nOpen?', 'Yes.'],
  ['a Chinese quote', '好的。\n\n在 2026年1月30日，王小明 写道：\n> 几点开门？', '好的。'],
  ['a telephone', 'Yes.\nSent from my phone', 'Yes.'],
])('%s is cut', (_, text, shown) => {
  expect(cutQuoted(text)).toEqual({ shown, isCut: true })
})

test.each([
  ['answers between what is quoted', `${header}\n> Open?\nYes.\n> When?\nAt nine.`],
  ['nothing but a quote', `${header}\n> Open?`],
  ['no quote at all', 'From nine to five.\nSee you!'],
])('%s stay whole', (_, text) => {
  expect(cutQuoted(text)).toEqual({ shown: text, isCut: false })
})
