import { type RefObject, useEffect, useRef, useState } from 'react'
import { ApiError, applyReplyPart, textOf } from '#client/index.ts'
import type { MessagePart, SourcePart } from '#contract/message-parts.ts'
import type { ReplyEnd } from '#contract/reply-parts.ts'
import { client } from '../../../data/console-client.ts'
import { isModelFailure } from '../../../messages/reply-sentence.ts'
import type { WrittenText } from '../../conversations/composer.tsx'
import { useCopilotAction } from './use-copilot-action.ts'

const isSource = (part: MessagePart): part is SourcePart => part.type === 'source'

const failureOf = ({ code, detail }: ReplyEnd) =>
  code !== null && isModelFailure(code)
    ? new ApiError({ code: 'upstream_failed', reason: code, detail: detail ?? '', status: 502 })
    : new ApiError({ code: code ?? 'internal', detail: detail ?? '', status: 502 })

/** Has an answer drafted into the field as it is written. What stood there comes back where nothing comes of it. */
export function useDrafting(conversationId: string, field: RefObject<WrittenText | null>) {
  const doing = useCopilotAction()
  const leaving = useRef<AbortController | null>(null)
  const [isDrafting, setDrafting] = useState(false)
  const [sources, setSources] = useState<readonly SourcePart[] | null>(null)
  useEffect(() => () => leaving.current?.abort(), [conversationId])

  const write = async (hint: string, signal: AbortSignal) => {
    let parts: readonly MessagePart[] = []
    for await (const piece of client.copilot.draft(conversationId, { hint }, { signal })) {
      if (piece.type === 'reply-end') {
        if (piece.state === 'failed') throw failureOf(piece)
        continue
      }
      parts = applyReplyPart(parts, piece)
      field.current?.setText(textOf(parts))
    }
    setSources(parts.filter(isSource))
  }
  const draft = async () => {
    if (leaving.current) return leaving.current.abort()
    const mine = new AbortController()
    leaving.current = mine
    const before = field.current?.text ?? ''
    setDrafting(true)
    setSources(null)
    const isDone = await doing(() =>
      write(before.trim().slice(0, 1_000), mine.signal).catch(unlessLeft(mine)),
    )
    if (!isDone) field.current?.setText(before)
    leaving.current = null
    setDrafting(false)
    field.current?.area.current?.focus()
  }
  return { draft, isDrafting, sources, forget: () => setSources(null) }
}

/** Whoever stops a draft keeps what is there of it. */
const unlessLeft =
  ({ signal }: AbortController) =>
  (error: unknown) => {
    if (!signal.aborted) throw error
  }
