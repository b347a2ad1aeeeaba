import { lazy, Suspense, useState } from 'react'
import type { Conversation } from '#contract/shapes/conversation.ts'
import { useMe } from '../../shell/me.ts'

const RatingRow = lazy(async () => ({ default: (await import('./rating-row.tsx')).RatingRow }))

/** Shows the owner of a conversation that they are asked how it went; it stays while they are at it. */
export function RatingDoor({ conversation }: { conversation: Conversation | undefined }) {
  const isOwn = useMe().actor.id === conversation?.owner.id
  const isWished = conversation?.ratingWished === true && isOwn
  const [asked, setAsked] = useState(isWished)
  if (isWished && !asked) setAsked(true)
  return (
    asked &&
    conversation && (
      <Suspense fallback={null}>
        <RatingRow key={conversation.id} conversationId={conversation.id} isWished={isWished} />
      </Suspense>
    )
  )
}
