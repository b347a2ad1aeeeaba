import { afterAll, beforeAll, expect, test } from 'vitest'
import { encoded } from '#test/support/encoded.ts'
import { openTestServer, type TestServer } from '#test/support/open-test-server.ts'
import { uploadDocument } from '#test/support/upload-document.ts'

// What a file says is stored in the letters that it was written in, or not at all.

let server: TestServer
let knowledgeBaseId: string
beforeAll(async () => {
  server = await openTestServer()
  knowledgeBaseId = (
    await server.ask<{ id: string }>('POST', '/v1/knowledge-bases', { body: { name: 'Files' } })
  ).body.id
})
afterAll(() => server.close())

const inEncoding = (text: string, encoding: string): Uint8Array => encoded(text, encoding) ?? new Uint8Array()
const upload = (name: string, content: Uint8Array) =>
  uploadDocument(server, knowledgeBaseId, { name, content })

test.each([
  ['gb18030', '甲方应于签约后五个工作日内支付首付款。'],
  ['big5', '甲方應於簽約後五個工作天內支付頭期款。'],
  ['shift_jis', '食後三十分以内に二錠を服用してください。'],
  ['euc-jp', '食後三十分以内に二錠を服用してください。'],
  ['euc-kr', '식후 삼십 분에 두 알씩 물과 함께 드십시오.'],
  ['utf-16le', '請於飯後半小時服用，每日三次。'],
  ['utf-16be', '식후 삼십 분에 두 알씩 드십시오.'],
  ['windows-1252', 'Dreimal täglich zwei Tabletten für Erwachsene.'],
])('%s is read correctly', async (encoding, text) => {
  const document = await upload(`${encoding}.txt`, inEncoding(text, encoding))
  expect([document.state, document.failure]).toEqual(['ready', null])
  const read = await server.ask<{ text: string }>('GET', `/v1/documents/${document.id}/text`)
  expect(read.body.text).toBe(text)
})

const noise = (length: number) =>
  Uint8Array.from({ length }, (_, at) => 0x80 + ((at * 7919 + (at >> 3) * 104_729) % 128))
const taken = (text: string) => Buffer.from(new TextDecoder('windows-1252').decode(Buffer.from(text)))

test.each<[string, () => Uint8Array, string]>([
  ['bytes of no encoding', () => noise(5_000), 'unknown-encoding'],
  [
    'Cyrillic of one byte a letter',
    () => inEncoding('Заказчик вносит аванс', 'windows-1251'),
    'unknown-encoding',
  ],
  ['UTF-8 that was taken for windows-1252', () => taken('日本語の取扱説明書'), 'unknown-encoding'],
  [
    'Japanese of which every other byte is lost',
    () => inEncoding('食後三十分以内に二錠を服用', 'shift_jis').filter((_, at) => at % 3 !== 1),
    'unknown-encoding',
  ],
  [
    'a program',
    () => Buffer.concat([Buffer.from('\x7fELF\x02\x01\x01\0\0\0', 'latin1'), Buffer.alloc(4_000, 1)]),
    'unknown-type',
  ],
])('%s is never ready, and reports why', async (what, make, reason) => {
  const { state, failure } = await upload(`${what}.txt`, make())
  expect([state, failure?.reason]).toEqual(['failed', reason])
  expect(failure?.detail).toMatch(
    /^The text encoding could not be recognized\. Save|^Files of the type .+ cannot be read/,
  )
})
