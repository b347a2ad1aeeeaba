import { setTimeout as pause } from 'node:timers/promises'
import type { LanguageModel, LanguageModels, ModelRequest } from '#kernel/model-ports.ts'

/** Says what its question asks for: `say 3 words, one every 200 ms`. Each word names the question. */
const scripted: LanguageModel = {
  id: 'scripted/one',
  provider: 'scripted',
  price: null,
  seesPictures: false,
  async *stream(request) {
    const question = lastQuestion(request)
    const [, words = '1', everyMs = '1'] = /say (\d+) words, one every (\d+) ms/.exec(question) ?? []
    for (let word = 1; word <= Number(words); word += 1) {
      await pause(Number(everyMs), undefined, { signal: request.signal })
      yield { type: 'text-delta', text: `${question.split(':')[0]}-${word} ` }
    }
    yield { type: 'usage', inputTokens: 1, outputTokens: Number(words) }
    yield { type: 'finish', reason: 'stop', model: 'scripted/one' }
  },
}

const lastQuestion = ({ messages }: ModelRequest): string => {
  const last = messages.findLast(({ role }) => role === 'user')
  const [content] = last?.role === 'user' ? last.content : []
  return content?.type === 'text' ? content.text : ''
}

export const scriptedModels: LanguageModels = {
  list: () => [scripted],
  find: () => scripted,
  quoting: scripted,
}
