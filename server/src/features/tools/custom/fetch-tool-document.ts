import { FetchToolDocument, ToolDocument } from '#contract/shapes/custom-tool.ts'
import { invalidInput } from '#kernel/fault.ts'
import { flow } from '#kernel/use-case.ts'

const BYTES_MAX = 2_000_000
const ANSWER_WITHIN_MS = 20_000

/** Fetches the OpenAPI document of a service from the web, for review before it is used. */
export const fetchToolDocument = flow({
  name: 'custom-tool.fetch-document',
  permission: 'tool:manage',
  input: FetchToolDocument,
  output: ToolDocument,
  async run({ scope, ports }, { address }) {
    if (!/^https?:\/\//i.test(address) || !URL.canParse(address))
      throw invalidInput('address: expected an http or https URL')
    const signal = AbortSignal.any([scope.signal, AbortSignal.timeout(ANSWER_WITHIN_MS)])
    try {
      const answer = await ports.callOut(address, {
        headers: { accept: 'application/json, application/yaml, text/*', 'accept-encoding': 'identity' },
        signal,
      })
      if (answer.status === 200) return await documentIn(answer.body as AsyncIterable<Buffer>)
      answer.body.destroy()
      return none(`The server responded with status ${answer.status}.`)
    } catch {
      scope.signal.throwIfAborted()
      return none('No document could be loaded from this address.')
    }
  },
})

const none = (detail: string) => ({ text: null, detail })

async function documentIn(body: AsyncIterable<Buffer>) {
  const pieces: Buffer[] = []
  let length = 0
  for await (const piece of body) {
    length += piece.length
    if (length > BYTES_MAX) return none('The document is larger than 2 MB.')
    pieces.push(piece)
  }
  return { text: Buffer.concat(pieces).toString('utf8'), detail: null }
}
