import { expect, test } from 'vitest'
import { readServerSentEvents } from './server-sent-events.ts'

const streamOf = (bytes: Uint8Array, size: number) =>
  new ReadableStream<Uint8Array>({
    start(controller) {
      for (let at = 0; at < bytes.length; at += size) controller.enqueue(bytes.subarray(at, at + size))
      controller.close()
    },
  })

const wire =
  ': hello\n\nid: 1.0.2\nevent: text-delta\ndata: {"text":"你好"}\n\ndata: two\r\ndata: lines\r\n\r\nevent: nothing\n\n'

test.each([1, 2, 3, 7, 1000])(
  'reads the same events however the bytes are cut (%i at a time)',
  async (size) => {
    const events = []
    for await (const event of readServerSentEvents(streamOf(new TextEncoder().encode(wire), size)))
      events.push(event)
    expect(events).toEqual([
      { event: 'text-delta', data: '{"text":"你好"}', id: '1.0.2' },
      { event: 'message', data: 'two\nlines', id: null },
    ])
  },
)
