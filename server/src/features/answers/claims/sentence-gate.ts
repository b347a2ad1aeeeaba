import { type Judge, sentencesOf } from '#features/knowledge/index.ts'

/** Lets an answer through sentence by sentence, so that nobody sees one before it was judged. */
export interface SentenceGate {
  /** Takes text in; gives what of it may be shown by now. */
  take(text: string): string
  /** Judges what is left: the text is over, or something else comes. */
  flush(): string
  /** How many sentences were kept back for good. */
  readonly withheld: number
}

export function openSentenceGate({ judge }: Pick<Judge, 'judge'>): SentenceGate {
  let held = ''
  let withheld = 0
  let isAtStart = true
  /** Releases sentences up to the last one, which may still grow, or all. */
  const release = (isOver: boolean): string => {
    const sentences = sentencesOf(held)
    const whole = isOver ? sentences : sentences.slice(0, -1)
    let from = 0
    let shown = ''
    for (const { start, end } of whole) {
      if (judge(held.slice(start, end)) === 'unsupported') withheld += 1
      else {
        shown += held.slice(isAtStart ? start : from, end)
        isAtStart = false
      }
      from = end
    }
    held = isOver ? '' : held.slice(from)
    return shown
  }
  return {
    get withheld() {
      return withheld
    },
    take(text) {
      held += text
      return release(false)
    },
    flush: () => release(true),
  }
}
