import { useMemo } from 'react'
import type { TimelineItem } from '../../conversations/timeline.ts'
import { useStore } from '../../../data/store.ts'
import { removing } from '../../../ui/removals.ts'
import { useResource } from '../../../data/use-resource.ts'
import { pages, resource } from '../../../data/resource.ts'
import { AnswerStateLine } from './answer-state-line.tsx'
import { HandedLine } from './handed-line.tsx'
import { PrivateCard } from './private-card.tsx'
import { RatedLine } from './rated-line.tsx'

/** What only operators read of a conversation, to stand between its messages. */
export function useInboxTimeline(
  conversationId: string,
  onUse: (text: string) => void,
): readonly TimelineItem[] {
  const entries = useResource(pages('inbox.entries', conversationId)).value?.items
  const hidden = useStore(removing)
  const outside = useResource(resource('inbox.answerStates', conversationId)).value
  const csatRatings = useResource(resource('csat.list', conversationId)).value?.items
  return useMemo(
    () => [
      ...(entries ?? [])
        .filter(({ id, kind }) => !hidden.has(id) && kind !== 'summary')
        .map((entry) => ({
          id: entry.id,
          at: entry.createdAt,
          show: () =>
            entry.kind === 'handed' ? (
              <HandedLine entry={entry} />
            ) : (
              <PrivateCard entry={entry} onUse={onUse} />
            ),
        })),
      ...(outside?.items ?? []).map((answer) => ({
        id: `${answer.messageId} outside`,
        at: answer.saidAt,
        show: () => <AnswerStateLine channel={outside?.channel?.name ?? ''} answer={answer} />,
      })),
      ...(csatRatings ?? [])
        .filter(({ score }) => score !== null)
        .map((csatRating) => ({
          id: csatRating.id,
          at: csatRating.ratedAt ?? csatRating.askedAt,
          show: () => <RatedLine csatRating={csatRating} />,
        })),
    ],
    [entries, hidden, onUse, outside, csatRatings],
  )
}
