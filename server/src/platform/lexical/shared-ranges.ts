import { countTerms, kindOf, normal, type Run, runsOf } from './analyse.ts'
import { foldCharacters, foldScript } from './fold-script.ts'
import { formedText, type Range } from './normal-form.ts'

/**
 * The ranges of words in a text that also occur in the question, in any form or script, in order and without overlaps.
 */
export function sharedRanges(question: string, text: string): Range[] {
  const asked = new Set([...countTerms(question).keys()].filter(saysSomething))
  const hasPairs = [...asked].some((term) => kindOf(term) === 'pair')
  const found = [...runsOf(text)].flatMap((run) =>
    run.isDense ? inStretch(run, asked, hasPairs ? 2 : 1) : inWord(run, asked),
  )
  return merged(found)
}

const saysSomething = (term: string): boolean => {
  const kind = kindOf(term)
  return kind !== 'function-word' && kind !== 'neighbours'
}

const inWord = ({ text, at }: Run, asked: ReadonlySet<string>): Range[] =>
  [...countTerms(text).keys()].some((term) => asked.has(term)) ? [{ start: at, end: at + text.length }] : []

/** Only a folding of equal length preserves the positions of a text. */
function inStretch({ text, at }: Run, asked: ReadonlySet<string>, length: number): Range[] {
  const plain = formedText(text, normal)
  const views = [foldScript(plain.text), foldCharacters(plain.text), plain.text].filter(
    (view) => view.length === plain.text.length,
  )
  return views.flatMap((view) => {
    const characters = [...view]
    let place = 0
    return characters.flatMap((character, nth) => {
      const piece = characters.slice(nth, nth + length).join('')
      const { start, end } = plain.rangeIn({ start: place, end: place + piece.length })
      place += character.length
      return asked.has(piece) ? [{ start: at + start, end: at + end }] : []
    })
  })
}

function merged(ranges: readonly Range[]): Range[] {
  const result: { start: number; end: number }[] = []
  for (const range of ranges.toSorted((a, b) => a.start - b.start)) {
    const last = result.at(-1)
    if (last && range.start <= last.end) last.end = Math.max(last.end, range.end)
    else result.push({ ...range })
  }
  return result
}
