import type { Highlighted } from '#contract/shapes/conversation-search.ts'
import classes from './highlighted-text.module.css'

/** A text with the words that were looked for marked in it. */
export function HighlightedText({ text, ranges }: Highlighted) {
  let at = 0
  const pieces = ranges.flatMap(({ start, end }) => {
    const before = text.slice(at, start)
    at = end
    return [
      before,
      <mark key={start} className={classes.found}>
        {text.slice(start, end)}
      </mark>,
    ]
  })
  return (
    <>
      {pieces}
      {text.slice(at)}
    </>
  )
}
