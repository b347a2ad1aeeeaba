import { useEffect } from 'react'
import { applyReplyPart } from '#client/index.ts'
import type { MessagePart } from '#contract/message-parts.ts'
import type { ReplyStreamPart } from '#contract/reply-parts.ts'
import { client } from '../../data/console-client.ts'
import { createStore, useStore, type Store } from '../../data/store.ts'

type ReplyEnd = Extract<ReplyStreamPart, { type: 'reply-end' }>

/** A reply as it is being written. */
export interface LiveReply {
  parts: readonly MessagePart[]
  /** Why nothing comes at the moment, when the server said so. */
  waiting: { reason: string; until: number | null } | null
  end: ReplyEnd | null
}

/** Often enough to look like writing, seldom enough to leave the page free. */
const FRAME_MS = 40

const nothingYet: LiveReply = { parts: [], waiting: null, end: null }
const notFollowed = createStore(nothingYet)
const followed = new Map<string, Store<LiveReply>>()

/**
 * Follows a reply until its end, also when another conversation is opened meanwhile. `isOpen`: whether it has not
 * ended as far as is known.
 */
export function useLiveReply(replyId: string, isOpen: boolean): LiveReply {
  useEffect(() => {
    if (isOpen) void follow(replyId)
  }, [replyId, isOpen])
  return useStore(isOpen ? cellOf(replyId) : (followed.get(replyId) ?? notFollowed))
}

const cellOf = (replyId: string): Store<LiveReply> => {
  const cell = followed.get(replyId) ?? createStore(nothingYet)
  followed.set(replyId, cell)
  return cell
}

const underway = new Set<string>()

const follow = async (replyId: string) => {
  if (underway.has(replyId)) return
  underway.add(replyId)
  const cell = cellOf(replyId)
  let held = nothingYet
  let frame: ReturnType<typeof setTimeout> | undefined
  const show = () => {
    frame = undefined
    cell.set(held)
  }
  try {
    for await (const part of client.followReply(replyId)) {
      held = next(held, part)
      frame ??= setTimeout(show, FRAME_MS)
    }
  } catch {
    // Refused, or signed out: the events of the conversation bring the outcome, or the sign-in page is shown.
  } finally {
    clearTimeout(frame)
    show()
    underway.delete(replyId)
  }
}

const next = (held: LiveReply, part: ReplyStreamPart): LiveReply => {
  if (part.type === 'reply-end') return { ...held, waiting: null, end: part }
  if (part.type === 'waiting') {
    const until = part.retryInMs === undefined ? null : Date.now() + part.retryInMs
    return { ...held, waiting: { reason: part.reason, until } }
  }
  const parts = applyReplyPart(held.parts, part)
  return parts === held.parts ? held : { ...held, parts, waiting: null }
}
