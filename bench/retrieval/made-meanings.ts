import { countTerms } from '#platform/lexical/analyse.ts'
import type { EmbeddingModel, EmbeddingModels } from '#kernel/model-ports.ts'

// How many of its dimensions a term affects.
const SHOWS_IN = 8

/** A model that takes no time to speak of and needs no network: texts of the same terms are near each other. */
export function madeMeanings(dimension: number): EmbeddingModels {
  const model: EmbeddingModel = {
    id: `made/meanings@${dimension}`,
    price: null,
    embed: async (texts) => ({ vectors: texts.map((text) => vectorOf(text, dimension)), tokens: null }),
  }
  return { list: () => [model.id], find: (id) => (id === model.id ? model : null), connect: () => null }
}

/** The direction of a text, of length one: what its terms add up to. */
export function vectorOf(text: string, dimension: number): Float32Array {
  const sum = new Float32Array(dimension)
  for (const [term, count] of countTerms(text)) {
    let state = 2_166_136_261
    for (let at = 0; at < term.length; at++) state = Math.imul(state ^ term.charCodeAt(at), 16_777_619)
    for (let show = 0; show < SHOWS_IN; show++) {
      state = Math.imul(state ^ (state >>> 15), 2_246_822_507) + show
      const at = (state >>> 8) % dimension
      sum[at] = (sum[at] ?? 0) + ((state & 1) === 0 ? count : -count)
    }
  }
  const length = Math.hypot(...sum) || 1
  return sum.map((value) => value / length)
}
