import { lazy, Suspense, useState } from 'react'
import type { Conversation } from '#contract/shapes/conversation.ts'
import { useMe } from '../../../data/me.ts'

const CsatRow = lazy(async () => ({ default: (await import('./csat-row.tsx')).CsatRow }))

/** Shows the owner of a conversation that they are asked how it went; it stays while they are at it. */
export function LazyCsat({ conversation }: { conversation: Conversation | undefined }) {
  const isOwn = useMe().actor.id === conversation?.owner.id
  const isRequested = conversation?.csatRequested === true && isOwn
  const [asked, setAsked] = useState(isRequested)
  if (isRequested && !asked) setAsked(true)
  return (
    asked &&
    conversation && (
      <Suspense fallback={null}>
        <CsatRow key={conversation.id} conversationId={conversation.id} isRequested={isRequested} />
      </Suspense>
    )
  )
}
