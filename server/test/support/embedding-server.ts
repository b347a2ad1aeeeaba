import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A server of embeddings in OpenAI's format, whose vectors say which of some meanings a text has. */
export interface EmbeddingServer {
  readonly url: string
  /** What it was asked, in order. */
  readonly requests: { model: string; input: string[]; dimensions?: number }[]
  /** The status that it answers everything with, or null for none. */
  fail: number | null
  /** What it says that each text took; null: it says nothing of that. */
  tokensEach: number | null
  /** It answers nothing before this. */
  pause: Promise<void> | null
  /** By model: a status, an answer that never comes, or vectors of a dimension that nobody asked for. */
  readonly faults: Map<string, number | 'hangs' | { dimension: number }>
  close(): Promise<void>
}

/** Each meaning is a group of words; a text is near another that has a word of the same group. */
export async function openEmbeddingServer(
  meanings: readonly (readonly string[])[],
): Promise<EmbeddingServer> {
  const requests: EmbeddingServer['requests'] = []
  const vectorOf = (text: string, dimension: number) =>
    Array.from({ length: dimension }, (_, at) =>
      (meanings[at] ?? []).some((word) => text.toLowerCase().includes(word)) ? 1 : 0.01,
    )
  const state = {
    fail: null as number | null,
    tokensEach: null as number | null,
    pause: null as Promise<void> | null,
  }
  const faults: EmbeddingServer['faults'] = new Map()
  const server = createServer(async (request, response) => {
    let text = ''
    for await (const chunk of request) text += chunk
    const body = JSON.parse(text) as EmbeddingServer['requests'][number]
    requests.push(body)
    const fault = faults.get(body.model)
    if (fault === 'hangs') return
    await state.pause
    const status = state.fail ?? (typeof fault === 'number' ? fault : 200)
    response.writeHead(status, { 'content-type': 'application/json' })
    const dimension = typeof fault === 'object' ? fault.dimension : (body.dimensions ?? 8)
    const data = body.input.map((input, index) => ({
      object: 'embedding',
      index,
      embedding: vectorOf(input, dimension),
    }))
    const tokens = state.tokensEach === null ? null : state.tokensEach * data.length
    // Out of order, as the format allows.
    const answer = {
      data: data.toReversed(),
      ...(tokens !== null && { usage: { prompt_tokens: tokens, total_tokens: tokens } }),
    }
    response.end(JSON.stringify(status !== 200 ? { error: { message: 'scripted' } } : answer))
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    requests,
    faults,
    get tokensEach() {
      return state.tokensEach
    },
    set tokensEach(tokens) {
      state.tokensEach = tokens
    },
    get pause() {
      return state.pause
    },
    set pause(pause) {
      state.pause = pause
    },
    get fail() {
      return state.fail
    },
    set fail(status) {
      state.fail = status
    },
    close: () =>
      new Promise((done) => {
        server.close(() => done())
        server.closeAllConnections()
      }),
  }
}
