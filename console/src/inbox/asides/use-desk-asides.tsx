import { useMemo } from 'react'
import type { Aside } from '../../conversations/asides.ts'
import { useCell } from '../../data/cell.ts'
import { answerStates, deskEntries, deskRatings } from '../../data/desk-resources.ts'
import { removing } from '../../data/removals.ts'
import { useResource } from '../../data/use-resource.ts'
import { AnswerStateLine } from './answer-state-line.tsx'
import { HandedLine } from './handed-line.tsx'
import { PrivateCard } from './private-card.tsx'
import { RatedLine } from './rated-line.tsx'

/** What only the desk reads of a conversation, to stand between its messages. */
export function useDeskAsides(conversationId: string, onUse: (text: string) => void): readonly Aside[] {
  const entries = useResource(deskEntries(conversationId)).value?.items
  const hidden = useCell(removing)
  const outside = useResource(answerStates(conversationId)).value
  const ratings = useResource(deskRatings(conversationId)).value?.items
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
      ...(ratings ?? [])
        .filter(({ score }) => score !== null)
        .map((rating) => ({
          id: rating.id,
          at: rating.ratedAt ?? rating.askedAt,
          show: () => <RatedLine rating={rating} />,
        })),
    ],
    [entries, hidden, onUse, outside, ratings],
  )
}
