import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A server of a rerank model in the formats of Cohere and Jina, and of DashScope. */
export interface RerankServer {
  readonly url: string
  /** What it was asked, in order. */
  readonly requests: { path: string; model: string; query: string; documents: string[]; key?: string }[]
  /** The status that it answers everything with, `silent` for no answer at all, or null. */
  fail: number | 'silent' | null
  close(): Promise<void>
}

/** A text is as good an answer as it has exclamation marks. */
export async function openRerankServer(): Promise<RerankServer> {
  const requests: RerankServer['requests'] = []
  const state: Pick<RerankServer, 'fail'> = { fail: null }
  const server = createServer(async (request, response) => {
    let text = ''
    for await (const chunk of request) text += chunk
    const body = JSON.parse(text)
    const { query, documents } = body.input ?? body
    const key = request.headers.authorization
    requests.push({ path: request.url ?? '', model: body.model, query, documents, ...(key && { key }) })
    if (state.fail === 'silent') return
    const results = (documents as string[])
      .map((document, index) => ({ index, relevance_score: document.split('!').length - 1 }))
      .toSorted((a, b) => b.relevance_score - a.relevance_score)
    response.writeHead(state.fail ?? 200, { 'content-type': 'application/json' })
    response.end(
      JSON.stringify(
        state.fail ? { message: 'scripted, key sk-1' } : answerTo(request.url ?? '', body.input, results),
      ),
    )
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    get fail() {
      return state.fail
    },
    set fail(how) {
      state.fail = how
    },
    close() {
      server.closeAllConnections()
      return new Promise((done) => server.close(() => done()))
    },
  }
}

/** What a call took as each provider says it: Cohere by searches, the others by tokens. */
function answerTo(path: string, isDashScope: unknown, results: unknown): object {
  if (isDashScope) return { output: { results }, usage: { total_tokens: 700 } }
  if (path.includes('cohere')) return { results, meta: { billed_units: { search_units: 2 } } }
  return { results, usage: { total_tokens: 500 } }
}
