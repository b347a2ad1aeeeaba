import { expect, test } from 'vitest'
import type { MessagePart } from '#contract/message-parts.ts'
import type { ReplyStreamPart } from '#contract/reply-parts.ts'
import { applyReplyPart, textOf } from '../apply-reply-part.ts'
import { openClient } from '../open-client.ts'
import { beginEvents, openTinyServer, problem, sendEvent } from '../testing/tiny-server.ts'
import { endOf, replyId, superseded, writtenReply } from '../testing/written-reply.ts'

/** A server that plays one list of parts per connection and then drops the line. */
const serverThatPlays = (plays: ReplyStreamPart[][]) =>
  openTinyServer((_, response) => {
    beginEvents(response)
    for (const part of plays.shift() ?? []) sendEvent(response, part.type, part, part.cursor)
    response.end()
  })

const follow = async (baseUrl: string, after?: string) => {
  const client = openClient({ baseUrl, credentials: { apiKey: 'pk_1' } })
  const received: ReplyStreamPart[] = []
  for await (const part of client.followReply(replyId, after === undefined ? {} : { after }))
    received.push(part)
  return { received, text: textOf(received.reduce<readonly MessagePart[]>(applyReplyPart, [])) }
}

test('a dropped line resumes from the last cursor without repeats', async () => {
  const stream = writtenReply(['Good ', 'mor', 'ning'])
  await using server = await serverThatPlays([
    stream.slice(0, 2),
    [...stream.slice(1, 3), ...stream.slice(3)],
  ])
  const { received, text } = await follow(server.baseUrl)
  expect(text).toBe('Good morning')
  expect(received.map((part) => (part.type === 'text-delta' ? part.text : part.type))).toEqual([
    'Good ',
    'mor',
    'ning',
    'reply-end',
  ])
  expect(server.seen.map(({ headers }) => headers['last-event-id'])).toEqual([undefined, '1.0.8'])
})

test('a piece that overlaps existing text is trimmed to the new part', async () => {
  const [whole] = writtenReply(['Good morning'])
  const [begin] = writtenReply(['Good '])
  await using server = await serverThatPlays([
    [begin, whole, endOf('Good morning')].filter((part) => part !== undefined),
  ])
  const { received, text } = await follow(server.baseUrl)
  expect(text).toBe('Good morning')
  expect(received[1]).toMatchObject({ offset: 5, text: 'morning' })
})

test('after a takeover only the new attempt counts', async () => {
  const first = writtenReply(['Never ', 'finished'], 1).slice(0, 2)
  await using server = await serverThatPlays([first, [superseded(2), ...writtenReply(['All ', 'new'], 2)]])
  expect((await follow(server.baseUrl)).text).toBe('All new')
})

test('text that does not match the digest is discarded and fetched again from the start', async () => {
  const [wrong] = writtenReply(['Godo'])
  const right = writtenReply(['Good'])
  await using server = await serverThatPlays([
    [wrong, endOf('Good')].filter((part) => part !== undefined),
    right,
  ])
  const { received, text } = await follow(server.baseUrl)
  expect(text).toBe('Good')
  expect(received.map(({ type }) => type)).toEqual(['text-delta', 'superseded', 'text-delta', 'reply-end'])
  expect(server.seen[1]?.headers['last-event-id']).toBeUndefined()
})

test('missing text is noticed before the end', async () => {
  const stream = writtenReply(['one ', 'two ', 'three'])
  await using server = await serverThatPlays([stream.filter((_, at) => at !== 1), stream])
  expect((await follow(server.baseUrl)).text).toBe('one two three')
})

test('a reply that never arrives whole is an error, not an endless loop', async () => {
  const [wrong] = writtenReply(['Godo'])
  const play = [wrong, endOf('Good')].filter((part) => part !== undefined)
  await using server = await serverThatPlays([play, play, play, play])
  await expect(follow(server.baseUrl)).rejects.toMatchObject({ code: 'internal' })
})

test('it starts at the cursor given by the caller', async () => {
  await using server = await serverThatPlays([writtenReply(['Good ', 'morning']).slice(1)])
  const { received } = await follow(server.baseUrl, '1.0.5')
  expect(received[0]).toMatchObject({ offset: 5, text: 'morning' })
  expect(server.seen[0]?.headers['last-event-id']).toBe('1.0.5')
})

test('a refusal ends it immediately', async () => {
  await using server = await openTinyServer((_, response) => problem(response, 404, 'not_found'))
  await expect(follow(server.baseUrl)).rejects.toMatchObject({ code: 'not_found' })
  expect(server.seen).toHaveLength(1)
})
