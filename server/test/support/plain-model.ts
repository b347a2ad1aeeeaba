import type { LanguageModel, LanguageModels } from '#kernel/model-ports.ts'
import { offline } from '#providers/models/offline.ts'

/** Says the same to everybody, and is not the one that can only quote. */
const plain: LanguageModel = {
  id: 'plain/one',
  provider: 'plain',
  price: null,
  seesPictures: true,
  async *stream() {
    yield { type: 'text-delta', text: 'A plain answer.' }
    yield { type: 'usage', inputTokens: 3, outputTokens: 3 }
    yield { type: 'finish', reason: 'stop', model: 'plain/one' }
  },
}

const quoting = offline('offline/extractive')

/** The models of a server without a key, and one besides that an agent may choose. */
export const withPlainModel: LanguageModels = {
  list: () => [quoting, plain],
  find: (id) => (id === plain.id ? plain : quoting),
  quoting,
}
