import type { LanguageModel, LanguageModels, ModelRequest } from '#kernel/ports.ts'

const ORDER = /CALL (\w+) (\{[^{}]*\})/g

/** Does whatever any text tells it to, wherever that stands: `CALL tool {"a":1}`, each once. */
const obedient: LanguageModel = {
  id: 'obedient/one',
  provider: 'obedient',
  price: null,
  seesPictures: false,
  async *stream(request) {
    const orders = ordersIn(request)
    for (const [at, { name, input }] of orders.entries())
      yield { type: 'tool-call', callId: `call-${at}`, name, input }
    if (orders.length === 0) yield { type: 'text-delta', text: 'All done.' }
    yield { type: 'usage', inputTokens: 1, outputTokens: 1 }
    yield { type: 'finish', reason: orders.length > 0 ? 'tool-calls' : 'stop', model: 'obedient/one' }
  },
}

function ordersIn({ instructions, messages, tools }: ModelRequest) {
  if (tools.length === 0) return []
  const said = messages.flatMap((message) =>
    message.role === 'tool'
      ? [message.output]
      : message.content.flatMap((part) => (part.type === 'text' ? [part.text] : [])),
  )
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

export const obedientModels: LanguageModels = { list: () => [obedient], find: () => obedient }
