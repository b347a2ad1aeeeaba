import { afterAll, beforeAll, expect, test } from 'vitest'
import type { FilePart } from '#contract/message-parts.ts'
import type { Message } from '#contract/shapes/conversation.ts'
import { type MailStage, openMailStage, readTaken, textIn } from '#test/support/mail-stage.ts'
import type { TakenMail } from '#test/support/smtp-sink.ts'

let stage: MailStage
beforeAll(async () => {
  stage = await openMailStage()
})
afterAll(() => stage.close())

const PIXEL =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=='

const part = (headers: readonly string[], content: string) => ['--b', ...headers, '', content]
const attached = (name: string, content: string, type = 'text/plain') =>
  part(
    [
      `Content-Type: ${type}`,
      `Content-Disposition: attachment; ${name}`,
      'Content-Transfer-Encoding: base64',
    ],
    Buffer.from(content).toString('base64'),
  )
const mixed = (...parts: string[][]) => ({
  headers: ['MIME-Version: 1.0', 'Content-Type: multipart/mixed; boundary=b'],
  text: [...part(['Content-Type: text/plain'], 'See what I attached.'), ...parts.flat(), '--b--'].join(
    '\r\n',
  ),
})

const filesIn = (message: Message | undefined): FilePart[] =>
  (message?.parts ?? []).filter((one): one is FilePart => one.type === 'file')

/** The bytes of a file, as text. */
async function contentOf({ fileId }: FilePart): Promise<string> {
  const response = await fetch(`${stage.server.url}/v1/files/${fileId}/content`, {
    headers: { authorization: `Bearer ${stage.server.owner}` },
  })
  expect(response.status).toBe(200)
  return response.text()
}

test('attachments arrive byte for byte, with names in any script', async () => {
  const door = await stage.openAddress()
  const { conversationId } = (
    await door.write(
      mixed(
        attached('filename="note.txt"', 'A note.'),
        attached("filename*=UTF-8''%E6%94%B6%E6%8D%AE.txt", '收据'),
      ),
    )
  ).body
  const [message] = await stage.asked(conversationId)
  const files = filesIn(message)
  expect(files.map(({ name }) => name)).toEqual(['note.txt', '收据.txt'])
  expect(await Promise.all(files.map(contentOf))).toEqual(['A note.', '收据'])
  expect(textIn(message as Message)).toContain('See what I attached.')
})

test('a name with a path is only a name, and a false type is detected', async () => {
  const door = await stage.openAddress()
  const { conversationId } = (
    await door.write(
      mixed(
        attached('filename="../../etc/passwd"', 'root'),
        attached('filename="picture.png"', '<script>alert(1)</script>', 'image/png'),
      ),
    )
  ).body
  const files = filesIn((await stage.asked(conversationId))[0])
  expect(files.map(({ name }) => name).join()).not.toMatch(/[/\\]/)
  expect(files.map(({ mediaType }) => mediaType)).not.toContain('image/png')
})

test('ten files are accepted and the others named; an email without text is accepted too', async () => {
  const door = await stage.openAddress()
  const many = Array.from({ length: 12 }, (_, at) => attached(`filename="n${at}.txt"`, `${at}`))
  const { conversationId } = (await door.write(mixed(...many))).body
  const [message] = await stage.asked(conversationId)
  expect(filesIn(message)).toHaveLength(10)
  expect(textIn(message as Message)).toContain('[n10.txt, n11.txt]')
  const alone = await door.write({
    subject: '',
    headers: ['MIME-Version: 1.0', 'Content-Type: multipart/mixed; boundary=b'],
    text: [...attached('filename="only.txt"', 'Only this.'), '--b--'].join('\r\n'),
  })
  expect((await stage.asked(alone.body.conversationId))[0]?.parts.map(({ type }) => type)).toEqual(['file'])
})

test('operators’ attachments are sent byte for byte, and those too large for an email are named', async () => {
  const door = await stage.openAddress()
  const { conversationId } = (await door.write()).body
  await expect.poll(door.sent).toHaveLength(1)
  await stage.take(conversationId)
  const upload = async (name: string, content: Buffer) => {
    const form = new FormData()
    form.set('file', new Blob([new Uint8Array(content)]), name)
    const response = await fetch(`${stage.server.url}/v1/files`, {
      method: 'POST',
      headers: { authorization: `Bearer ${stage.server.owner}` },
      body: form,
    })
    return ((await response.json()) as { id: string }).id
  }
  const picture = Buffer.from(PIXEL, 'base64')
  const ids = [
    await upload('图 one.png', picture),
    await upload('large.txt', Buffer.alloc(10 * 1_048_576, 'x')),
    await upload('larger.txt', Buffer.alloc(8 * 1_048_576, 'y')),
  ]
  expect((await stage.answerByHand(conversationId, 'Here they are.', ids)).status).toBe(201)
  await expect.poll(door.sent, { timeout: 30_000 }).toHaveLength(2)
  const { files, text } = await readTaken(door.sent()[1] as TakenMail)
  expect(files.map(({ name, mediaType }) => [name, mediaType])).toEqual([
    ['图 one.png', 'image/png'],
    ['large.txt', 'text/plain'],
  ])
  expect(Buffer.from(files[0]?.content ?? []).equals(picture)).toBe(true)
  expect(files[1]?.content.byteLength).toBe(10 * 1_048_576)
  expect(text).toContain('[larger.txt]')
})
