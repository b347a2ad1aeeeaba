import type { CsatRating } from '#contract/shapes/csat.ts'
import { Timestamp } from '../../../ui/timestamp.tsx'
import { useInboxMessages } from '../../../messages/inbox/inbox-messages.ts'
import classes from './timeline.module.css'

/** How its owner said that the conversation went. */
export function RatedLine({ csatRating }: { csatRating: CsatRating }) {
  const t = useInboxMessages()
  const details = [t.rated(csatRating.score ?? 0), csatRating.comment].filter((part) => part !== '')
  return (
    <p className={classes.handed}>
      <span dir="auto">{details.join(' · ')}</span>{' '}
      <Timestamp at={csatRating.ratedAt ?? csatRating.askedAt} />
    </p>
  )
}
