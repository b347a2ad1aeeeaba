import { expect, test } from 'vitest'
import type { ModelPassage } from '#kernel/model-ports.ts'
import { listen, modelRequest } from '#test/support/model-server/model-request.ts'
import { offline } from './offline.ts'

const passage = (text: string, number = 1): ModelPassage => ({ number, documentName: 'handbook', text })

const ask = (question: string, passages: string[], signal = new AbortController().signal) =>
  listen(
    offline('offline/extractive').stream(
      modelRequest(question, { passages: passages.map((text, index) => passage(text, index + 1)), signal }),
    ),
  )

const ENGLISH =
  'Our office is in Oslo. Refunds are paid within five working days. Shipping is free above 50 euros.'
const CHINESE = '我们的办公室在杭州。退款会在五个工作日内到账。满五十元包邮。'

test('an English question is answered with the sentence that fits, word for word', async () => {
  const said = await ask('When will my refund be paid?', [CHINESE, ENGLISH])
  expect(said.text).toBe('Refunds are paid within five working days.')
})

test('a Chinese question is answered in Chinese', async () => {
  expect((await ask('请问退款什么时候到账？', [ENGLISH, CHINESE])).text).toBe('退款会在五个工作日内到账。')
  expect((await ask('你们包邮吗', [ENGLISH, CHINESE])).text).toBe('满五十元包邮。')
})

test('a heading or a question in the text leads to what follows it', async () => {
  const faq =
    '# Questions\n\nHow do I cancel my order?\nOpen the order and press the red button.\n\nDo you ship abroad?\nNo.'
  expect((await ask('how can i cancel an order', [faq])).text).toBe(
    'Open the order and press the red button.',
  )
  expect((await ask('怎么退款', ['如何退款？\n在订单页点击申请售后。\n如何开发票？\n联系客服。'])).text).toBe(
    '在订单页点击申请售后。',
  )
})

test('up to three sentences are taken, in the order in which they stand, none twice', async () => {
  const a = 'The warranty covers the battery for two years. The warranty covers the screen for one year.'
  const b = 'The warranty does not cover water damage. The warranty covers the battery for two years.'
  const { text } = await ask('What does the warranty cover?', [a, b])
  expect(text).toBe(
    'The warranty covers the battery for two years. The warranty covers the screen for one year.\n\nThe warranty does not cover water damage.',
  )
})

test('a sentence broken over printed lines stays one', async () => {
  const page =
    'Customers who have bought a yearly plan may\ncancel it within the first thirty days. Monthly plans end at any time.'
  expect((await ask('cancel yearly plan', [page])).text).toBe(
    'Customers who have bought a yearly plan may\ncancel it within the first thirty days.',
  )
})

test.each([
  ['What is the weather in Paris?', [ENGLISH, CHINESE]],
  ['今天天气怎么样？', [ENGLISH, CHINESE]],
  ['hello 🌍', []],
  ['', [ENGLISH]],
])('%s is answered by saying that nothing was found', async (question, passages) => {
  expect((await ask(question, passages)).text).toBe(`Simulated response to: ${question}`)
})

test('the last thing the user said is the question', async () => {
  const text = (words: string) => [{ type: 'text' as const, text: words }]
  const request = modelRequest('', {
    passages: [passage(ENGLISH)],
    messages: [
      { role: 'user', content: text('Where is your office?') },
      { role: 'assistant', content: text('In Oslo.') },
      { role: 'user', content: text('and is shipping free?') },
    ],
  })
  expect((await listen(offline('o').stream(request))).text).toBe('Shipping is free above 50 euros.')
})

test('it streams like a model: small deltas, no torn emoji, usage, an end', async () => {
  const said = await ask('👩‍👩‍👧 family 家族 '.repeat(5), [])
  const deltas = said.parts.filter((part) => part.type === 'text-delta')
  expect(deltas.length).toBeGreaterThan(5)
  for (const { text } of deltas) expect(text.isWellFormed()).toBe(true)
  expect(said.parts.slice(-2)).toEqual([
    { type: 'usage', inputTokens: expect.any(Number), outputTokens: expect.any(Number) },
    { type: 'finish', reason: 'stop', model: 'offline/extractive' },
  ])
})

test('it stops when told to', async () => {
  const abort = new AbortController()
  const stream = offline('o').stream(modelRequest('x'.repeat(500), { signal: abort.signal }))
  const said = await listen(stream, () => abort.abort('stopped'))
  expect(said.error).toBe('stopped')
  expect(said.parts).toHaveLength(1)
})
