import type { CorpusEntry } from './question-set.ts'

const COMMON = 80
const WORDS_EACH = 24
const words = new Intl.Segmenter('zh', { granularity: 'word' })

/**
 * Passages of the words that a corpus says most often, which answer nothing. Whoever weighs words wrongly finds them before
 * what answers. The same for the same corpus.
 */
export function mosaicsOf(corpus: readonly CorpusEntry[], count: number): CorpusEntry[] {
  const passagesWith = new Map<string, number>()
  for (const { text } of corpus)
    for (const word of new Set(wordsIn(text))) passagesWith.set(word, (passagesWith.get(word) ?? 0) + 1)
  const common = [...passagesWith]
    .sort(([one, a], [other, b]) => b - a || (one < other ? -1 : 1))
    .slice(0, COMMON)
    .map(([word]) => word)
  return Array.from({ length: count }, (_, at) => ({
    _id: `mosaic-${at}`,
    text: Array.from(
      { length: WORDS_EACH },
      (_unused, place) => common[(at * 7 + place * (1 + (at % 11))) % common.length],
    ).join(' '),
  }))
}

const wordsIn = (text: string): string[] =>
  [...words.segment(text.toLowerCase())].flatMap(({ segment, isWordLike }) => (isWordLike ? [segment] : []))
