import type { ReactElement } from 'react'
import type { Message } from '#contract/shapes/conversation.ts'
import type { Branch } from './branch.ts'

/** Something that stands between the messages, where it belongs in time. */
export interface TimelineItem {
  readonly id: string
  readonly at: string
  readonly show: () => ReactElement
}

/** Messages and what stands between them, oldest first. What is older than the messages at hand comes with older ones. */
export function mergeTimeline(
  { messages, olderCursor }: Branch,
  asides: readonly TimelineItem[],
): (Message | TimelineItem)[] {
  const [first] = messages
  const isShown = ({ at }: TimelineItem) =>
    olderCursor === null || (first !== undefined && at >= first.createdAt)
  const left = asides.filter(isShown).sort((a, b) => (a.at < b.at ? -1 : 1))
  const rows = messages.flatMap((message) => {
    const until = left.findIndex(({ at }) => at >= message.createdAt)
    return [...left.splice(0, until < 0 ? left.length : until), message]
  })
  return [...rows, ...left]
}
