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

test('the best passage leads, and another follows only when it fits as well', async () => {
  const a = 'The warranty covers the battery for two years. The warranty covers the screen for one year.'
  const b = 'The warranty does not cover water damage. The warranty covers the battery for two years.'
  const c = 'Our office covers three floors.'
  expect((await ask('What does the warranty cover?', [a, b, c])).text).toBe(
    'The warranty covers the battery for two years. The warranty covers the screen for one year.\n\nThe warranty does not cover water damage.',
  )
  expect((await ask('How long does the warranty cover the screen?', [a, b, c])).text).toBe(
    'The warranty covers the screen for one year.',
  )
  expect((await ask('How long is the battery covered?', [c, a])).text).toMatch(
    /^The warranty covers the battery/,
  )
})

test.each([
  [
    '使用者如何變更其密碼？',
    '用户可以在“设置”中变更其密码。我们的办公室在杭州。',
    '用户可以在“设置”中变更其密码。',
  ],
  [
    '用户如何变更其密码？',
    '使用者可以在「設定」中變更其密碼。我們的辦公室在台北。',
    '使用者可以在「設定」中變更其密碼。',
  ],
])('%s is answered from the other script', async (question, text, answer) =>
  expect((await ask(question, [text])).text).toBe(answer),
)

test('code and rows of tables are not quoted as sentences', async () => {
  const manual = [
    'INSERT INTO orders (id, total) VALUES (1, 20);',
    '```',
    'The order id is in here and is code',
    '```',
    '| order | id |',
    '| --- | --- |',
    '| order of Ann | 17 |',
    'Each order has an id, which stands on its receipt.',
  ].join('\n')
  expect((await ask('What is the id of an order?', [manual])).text).toBe(
    'Each order has an id, which stands on its receipt.',
  )
  expect((await ask('order id', ['INSERT INTO orders (id, total) VALUES (1, 20);'])).text).toMatch(
    /^I don’t know/,
  )
})

test('a passage that is a table is quoted as one, with its header', async () => {
  const prices = 'Room | Price per night\nSingle room | 80 euros\nDouble room | 120 euros'
  expect((await ask('What is the price of a double room?', [prices])).text).toBe(
    '| Room | Price per night |\n| --- | --- |\n| Double room | 120 euros |',
  )
})

test('a sentence broken over printed lines stays one', async () => {
  const page =
    'Customers who have bought a yearly plan may\ncancel it within the first thirty days. Monthly plans end at any time.'
  expect((await ask('cancel yearly plan', [page])).text).toBe(
    'Customers who have bought a yearly plan may\ncancel it within the first thirty days.',
  )
})

const speaker = { name: 'Guide', hasDocuments: true, hasPerson: false, mayConnect: false }
const say = async (text: string, overrides: Partial<typeof speaker> = {}, passages = [passage(ENGLISH)]) =>
  (await listen(offline('o').stream(modelRequest(text, { passages, speaker: { ...speaker, ...overrides } }))))
    .text

test.each([
  ['What is the weather in Paris?', 'I don’t know'],
  ['Wie wird das Wetter in Paris?', 'I don’t know'],
  ['パリの天気はどうですか', 'I don’t know'],
  ['', 'I don’t know'],
  ['今天天气怎么样？', '我不知道，现有的文档里没有找到相关内容'],
  ['今天天氣怎麼樣？', '我不知道，現有的文件裡沒有找到相關內容'],
])('%s: nothing fits, and the answer says so in its language', async (question, begins) => {
  const said = await say(question, {}, [passage(ENGLISH), passage(CHINESE, 2)])
  expect(said.slice(0, begins.length)).toBe(begins)
  expect(said).not.toMatch(/person|人工|專人|Settings|设置|設定/)
})

test('an answer that does not know offers the possible next steps', async () => {
  expect(await say('Why?', { hasPerson: true })).toMatch(
    /Could you put it another way or ask for a person\?$/,
  )
  expect(await say('Why?', { mayConnect: true })).toMatch(/way or connect a model in Settings → Models\?$/)
  expect(await say('为什么？', { hasPerson: true, mayConnect: true })).toMatch(/人工.*设置 → 模型/)
  expect(await say('Why?', { hasDocuments: false }, [])).toMatch(/^I don’t know: I have no documents/)
})

test.each([
  ['hello', 'Hello, this is Guide. What would you like to know?'],
  ['Hi there! How are you today?', 'Thank you, I’m fine. What would you like to know?'],
  ['bonjour', 'Hello, this is Guide. What would you like to know?'],
  ['Thanks a lot', 'You’re welcome!'],
  ['ok bye', 'Thank you, and goodbye!'],
  ['你好', '你好，我是 Guide。想了解什么？'],
  ['谢谢！再见', '祝您一切顺利，再见！'],
  ['謝謝你', '不客氣！'],
  ['哈囉', '你好，我是 Guide。想了解什麼？'],
])('%s is answered in kind', async (said, answer) => expect(await say(said)).toBe(answer))

test.each([
  ['Who are you?', 'Hello, I’m Guide, an automated assistant'],
  ['What can you do for me?', 'Hello, I’m Guide'],
  ['Are you a robot?', 'Hello, I’m Guide'],
  ["what's your name", 'Hello, I’m Guide'],
  ['你是谁？', '你好，我是 Guide，自动应答的助手'],
  ['你能做什么', '你好，我是 Guide'],
  ['你是機器人嗎？', '你好，我是 Guide，自動應答的助理'],
])('%s is answered with who it is', async (said, begins) =>
  expect((await say(said)).slice(0, begins.length)).toBe(begins),
)

test.each([
  'Who are you shipping with?',
  'What can you do about late refunds?',
  '你们好吃的是什么',
  'Bye-laws',
])('%s is a question like any other', async (said) => expect(await say(said, {}, [])).toMatch(/know|不知道/))

test('worst-case text is answered in linear time', async () => {
  const began = performance.now()
  for (const unit of ['| ', '#'.repeat(6), 'a ', '你好', '- -', '{', 'who are you ', ' '])
    await ask(unit.repeat(50_000), [unit.repeat(50_000), `${unit.repeat(50_000)}!`])
  expect(performance.now() - began).toBeLessThan(20_000)
}, 30_000)

test('the last user message is the question', async () => {
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
  const said = await ask('our family', [`Our family 👩‍👩‍👧 ${'👩‍👩‍👧 家族 '.repeat(9)}`])
  const deltas = said.parts.filter((part) => part.type === 'text-delta')
  expect(deltas.length).toBeGreaterThan(5)
  for (const { text } of deltas) expect(text.isWellFormed()).toBe(true)
  expect(said.parts.slice(-2)).toEqual([
    { type: 'usage', inputTokens: expect.any(Number), outputTokens: expect.any(Number) },
    { type: 'finish', reason: 'stop', model: 'offline/extractive', basis: 'documents' },
  ])
})

test('it stops when aborted', async () => {
  const abort = new AbortController()
  const stream = offline('o').stream(modelRequest('x'.repeat(500), { signal: abort.signal }))
  const said = await listen(stream, () => abort.abort('stopped'))
  expect(said.error).toBe('stopped')
  expect(said.parts).toHaveLength(1)
})
