import { setTimeout as pause } from 'node:timers/promises'
import type { LanguageModel, LanguageModels, ModelRequest } from '#kernel/model-ports.ts'
import { whereabouts } from './whereabouts.ts'

/**
 * Does what its question says, as in `ann1: say 3 words, one every 200 ms`. Each word names the question and the process
 * that asked it: `ann1@B-3`.
 */
const scripted: LanguageModel = {
  id: 'scripted/one',
  provider: 'scripted',
  price: null,
  seesPictures: false,
  async *stream(request) {
    const text = lastQuestion(request)
    const [question = ''] = text.split(':')
    const { process } = whereabouts()
    const [, words = '1', everyMs = '1'] = /say (\d+) words, one every (\d+) ms/.exec(text) ?? []
    for (let word = 1; word <= Number(words); word += 1) {
      await pause(Number(everyMs), undefined, { signal: request.signal })
      yield { type: 'text-delta', text: `${question}@${process}-${word} ` }
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
