import type { ReplyEnd } from '#contract/reply-parts.ts'
import { followReply } from '#features/replies/index.ts'
import { listMessages, readReply } from '#features/conversations/index.ts'
import type { Scope } from '#kernel/scope.ts'
import { contentOf, isSaid, showMessages } from '../messages.ts'
import { FrameRefused, type Line } from './line.ts'
import { toFrame } from './message-frame.ts'

const APOLOGY = '抱歉，我暂时无法回答您的问题，请稍后再试。'
const NEWEST = 20

interface Listening {
  readonly line: Line
  readonly scope: Scope
  readonly dialectScope: Scope
  readonly sessionId: string
}

/** Sends an answer as it is written, each of its texts in a separate bubble, and then as the stored message. */
export async function followAnswer({ line, scope, dialectScope, sessionId }: Listening, replyId: string) {
  const typing = (isTyping: boolean) =>
    line.send('typing', { session_id: sessionId, sender_type: 'ai', is_typing: isTyping })
  const stream = (data: object) => line.send('ai_stream', { session_id: sessionId, ...data })
  let bubble = { part: -1, text: '' }
  let end: ReplyEnd | null = null
  typing(true)
  for await (const piece of followReply(scope, { replyId })) {
    if (piece.type === 'superseded') bubble = { part: -1, text: '' }
    else if (piece.type === 'text-delta') {
      const known = piece.part === bubble.part ? bubble.text.slice(0, piece.offset) : ''
      bubble = { part: piece.part, text: known + piece.text }
      stream({ content: piece.text, full_content: bubble.text, is_complete: false })
    } else if (piece.type === 'reply-end') end = piece
    await line.drained()
  }
  typing(false)
  if (!end) return
  const said = await readAnswer(scope, replyId)
  const [shown] = said ? await showMessages(dialectScope, said.conversationId, [said]) : []
  const full = bubble.text || (said ? contentOf(said) : '')
  const isBroken = end.state === 'failed' || end.state === 'interrupted'
  const words = full || (end.state === 'completed' ? APOLOGY : '')
  if (words !== '')
    stream({
      content: '',
      full_content: words,
      is_complete: true,
      ...(shown && { message_id: shown.id }),
    })
  if (shown) line.send('message', toFrame(shown, sessionId))
  if (isBroken) line.fail(failureOf(end), { session_id: sessionId })
}

const failureOf = ({ detail }: ReplyEnd) =>
  new FrameRefused('AI_SERVICE_ERROR', detail ?? 'AI服务暂时不可用，请稍后再试')

/** The message of an answer; null if nothing of it is shown. */
async function readAnswer(scope: Scope, replyId: string) {
  const { messageId, conversationId } = await readReply(scope, { replyId })
  const { items } = await listMessages(scope, {
    conversationId,
    limit: NEWEST,
    order: 'newest',
    branch: 'all',
  })
  const found = items.find(({ id }) => id === messageId)
  return found && isSaid(found) ? found : null
}
