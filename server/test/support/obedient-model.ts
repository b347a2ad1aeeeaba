import type { LanguageModel, LanguageModels, ModelRequest } from '#kernel/model-ports.ts'

const ORDER = /CALL (\w+) (\{[^{}]*\})/g
const WORDS = /SAY «([^»]*)»/g

/** Does whatever any text tells it to, wherever that stands: `CALL tool {"a":1}`, each once, and at last `SAY «words»`. */
const obedient: LanguageModel = {
  id: 'obedient/one',
  provider: 'obedient',
  price: null,
  seesPictures: false,
  async *stream(request) {
    const orders = ordersIn(request)
    for (const [at, { name, input }] of orders.entries())
      yield { type: 'tool-call', callId: `call-${at}`, name, input }
    if (orders.length === 0) yield { type: 'text-delta', text: wordsIn(request) }
    yield { type: 'usage', inputTokens: 1, outputTokens: 1 }
    yield { type: 'finish', reason: orders.length > 0 ? 'tool-calls' : 'stop', model: 'obedient/one' }
  },
}

const textsOf = (messages: ModelRequest['messages']): string[] =>
  messages.flatMap((message) =>
    message.role === 'tool'
      ? [message.output]
      : message.content.flatMap((part) => (part.type === 'text' ? [part.text] : [])),
  )

function wordsIn({ messages }: ModelRequest): string {
  const words = textsOf(messages).flatMap((text) => [...text.matchAll(WORDS)].map(([, told = '']) => told))
  return words.length > 0 ? words.join('\n\n') : 'All done.'
}

function ordersIn({ instructions, messages, tools }: ModelRequest) {
  if (tools.length === 0) return []
  const said = textsOf(messages)
  const done = new Set(
    messages.flatMap((message) =>
      message.role === 'assistant'
        ? message.content.flatMap((part) =>
            part.type === 'tool-call' ? [`${part.name} ${JSON.stringify(part.input)}`] : [],
          )
        : [],
    ),
  )
  const orders = [instructions, ...said].flatMap((text) =>
    [...text.replaceAll('\\"', '"').matchAll(ORDER)].map(([, name = '', json = '']) => ({
      name,
      input: JSON.parse(json) as unknown,
    })),
  )
  return orders.filter(({ name, input }) => !done.has(`${name} ${JSON.stringify(input)}`)).slice(0, 10)
}

export const obedientModels: LanguageModels = {
  list: () => [obedient],
  find: () => obedient,
  quoting: obedient,
}
