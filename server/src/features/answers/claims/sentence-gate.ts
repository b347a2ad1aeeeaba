import { type Judge, sentencesOf } from '#features/knowledge/index.ts'

/** Releases an answer sentence by sentence, so that no sentence is shown before it was judged. */
export interface SentenceGate {
  /** Adds text and returns what may be shown so far. */
  take(text: string): string
  /** Judges the rest, because the text is complete or another part follows. */
  flush(): string
  /** The number of sentences that were withheld for good. */
  readonly withheld: number
}

export function openSentenceGate({ judge }: Pick<Judge, 'judge'>): SentenceGate {
  let held = ''
  let withheld = 0
  let isAtStart = true
  /** Releases sentences up to the last one, which may still grow, or all of them. */
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
