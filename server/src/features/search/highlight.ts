import type { Highlighted } from '#contract/shapes/conversation-search.ts'
import { normal, type Run, runsOf, wordOf } from '#platform/lexical/analyse.ts'
import type { AskedWords } from '#platform/lexical/asked-words.ts'
import { foldCharacters, foldScript } from '#platform/lexical/fold-script.ts'
import { formedText } from '#platform/lexical/normal-form.ts'
import { stem } from '#platform/lexical/stem.ts'

type Range = Highlighted['ranges'][number]

// Far more than anyone reads; limits the work for a very long message.
const CHARACTERS_MAX = 50_000

/** The ranges of a text that match the query, in order, without overlaps. */
export function rangesOf(text: string, asked: AskedWords): Range[] {
  const found: Range[] = []
  for (const run of runsOf(text.slice(0, CHARACTERS_MAX)))
    found.push(...(run.isDense ? inStretch(run, asked) : inWord(run, asked)))
  return merged(found)
}

function inWord({ text, at }: Run, { words }: AskedWords): Range[] {
  const word = wordOf(normal(text))
  const root = stem(word)
  const isMeant = words.some((asked) =>
    asked.isBeginning ? asked.stem === root || word.startsWith(asked.word) : asked.word === word,
  )
  return isMeant ? [{ start: at, end: at + text.length }] : []
}

/** Only a folding of equal length preserves the positions of a text. */
function inStretch({ text, at }: Run, { stretches }: AskedWords): Range[] {
  const plain = formedText(text, normal)
  const views = new Set(
    [foldCharacters(plain.text), foldScript(plain.text)].filter((view) => view.length === plain.text.length),
  )
  const found: Range[] = []
  for (const view of views)
    for (const stretch of stretches)
      for (let from = view.indexOf(stretch); from >= 0; from = view.indexOf(stretch, from + stretch.length)) {
        const { start, end } = plain.rangeIn({ start: from, end: from + stretch.length })
        found.push({ start: at + start, end: at + end })
      }
  return found
}

function merged(ranges: Range[]): Range[] {
  const result: Range[] = []
  for (const range of ranges.toSorted((a, b) => a.start - b.start)) {
    const last = result.at(-1)
    if (last && range.start < last.end) last.end = Math.max(last.end, range.end)
    else result.push({ ...range })
  }
  return result
}

const LENGTH = 160
const LEAD = 40

/** One line of a text around the first match. */
export function excerptOf(text: string, asked: AskedWords): Highlighted {
  const ranges = rangesOf(text, asked)
  const first = ranges[0]?.start ?? 0
  const start = first <= LEAD ? 0 : afterGap(text, atCharacter(text, first - LEAD))
  const end = atCharacter(text, Math.min(text.length, start + LENGTH))
  const before = start > 0 ? '…' : ''
  const line = text.slice(start, end).replace(/\s/g, ' ')
  const shift = before.length - start
  return {
    text: before + line + (end < text.length ? '…' : ''),
    ranges: ranges
      .filter((range) => range.start < end)
      .map((range) => ({ start: range.start + shift, end: Math.min(range.end, end) + shift })),
  }
}

/** The start of the next word if it is near; half a word is of no use. */
const afterGap = (text: string, at: number): number => {
  const gap = /\s+/.exec(text.slice(at, at + LEAD / 2))
  return gap ? at + gap.index + gap[0].length : at
}

/** The place itself, or the one before it within a character of two units. */
const atCharacter = (text: string, at: number): number => {
  const unit = text.charCodeAt(at)
  return unit >= 0xdc00 && unit <= 0xdfff ? at - 1 : at
}
