import type { Rating } from '#contract/shapes/rating.ts'
import { When } from '../../look/when.tsx'
import { useInboxWords } from '../../words/inbox/inbox-words.ts'
import classes from './asides.module.css'

/** How its owner said that the conversation went. */
export function RatedLine({ rating }: { rating: Rating }) {
  const inbox = useInboxWords()
  const said = [inbox.rated(rating.score ?? 0), rating.comment].filter((part) => part !== '')
  return (
    <p className={classes.handed}>
      <span dir="auto">{said.join(' · ')}</span> <When at={rating.ratedAt ?? rating.askedAt} />
    </p>
  )
}
