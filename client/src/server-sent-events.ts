/** One event of a stream, as the server sent it. */
export interface ServerSentEvent {
  event: string
  data: string
  id: string | null
}

/** Longer than the server's comment every 15 seconds: silence beyond it means that the line is dead. */
const SILENCE_MS = 40_000

/** The events of an answer's body, in order. Ends when the body ends; throws when it falls silent. */
export async function* readServerSentEvents(
  body: ReadableStream<Uint8Array>,
): AsyncGenerator<ServerSentEvent> {
  const reader = body.getReader()
  const decoder = new TextDecoder()
  let pending = ''
  try {
    for (;;) {
      const { done, value } = await withinSilence(reader.read())
      if (done) return
      pending += decoder.decode(value, { stream: true })
      // A carriage return at the very end may be half of a line break, so it waits for what follows.
      const blocks = pending.replace(/\r\n|\r(?!$)/g, '\n').split('\n\n')
      pending = blocks.pop() ?? ''
      for (const block of blocks) {
        const event = parseBlock(block)
        if (event) yield event
      }
    }
  } finally {
    await reader.cancel().catch(() => {})
  }
}

const withinSilence = async <R>(read: Promise<R>): Promise<R> => {
  let timer: ReturnType<typeof setTimeout> | undefined
  const silence = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('The stream fell silent.')), SILENCE_MS)
  })
  try {
    return await Promise.race([read, silence])
  } finally {
    clearTimeout(timer)
  }
}

const parseBlock = (block: string): ServerSentEvent | null => {
  let event = 'message'
  let id: string | null = null
  const data: string[] = []
  for (const line of block.split('\n')) {
    const colon = line.indexOf(':')
    const field = colon < 0 ? line : line.slice(0, colon)
    const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '')
    if (field === 'event') event = value
    if (field === 'data') data.push(value)
    if (field === 'id') id = value
  }
  return data.length === 0 ? null : { event, data: data.join('\n'), id }
}
