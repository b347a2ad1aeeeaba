import type { IncomingMessage } from 'node:http'
import type { WebSocket } from 'ws'
import { tellTyping } from '#features/conversations/index.ts'
import type { Mount } from '../../dialect.ts'
import { bearerToken } from '../../kit/visit.ts'
import { newGuestId, openChatters } from '../chatter.ts'
import { countTry } from '../limits.ts'
import { numberOf } from '../numbers.ts'
import { refuseUnsayable, say } from '../say.ts'
import { agentTypeOf } from '../session.ts'
import { switchAgent } from '../sessions.ts'
import { nextStamp } from '../stamps.ts'
import { announceAssignee } from './announce.ts'
import { tokenInAddress } from './address-token.ts'
import { type Frame, FrameRefused, type Line, openLine, textIn } from './line.ts'
import { openSeats, type Seats } from './seats.ts'

const CLIENT_ID_CHARACTERS = 150

/** Where a customer's page talks to us; `sessionId` from the address of a socket that is opened for one session. */
export function openVisitorSocket(mount: Mount) {
  const chatters = openChatters(mount)
  return (socket: WebSocket, request: IncomingMessage, sessionId: string | null) => {
    const guestId = newGuestId()
    let seats: Promise<Seats> | null = null
    const enter = async (line: Line, token: string | null) =>
      openSeats(line, await chatters(token, guestId, line.visit))
    const arrive = async (line: Line) => {
      // Their pages send it in a frame; only the admin page has it in the address.
      if (tokenInAddress(request) !== null) throw new FrameRefused('AUTH_ERROR', '认证失败')
      const seated = await enter(line, bearerToken(request.headers))
      if (sessionId !== null) await seated.begin(sessionId)
      return seated
    }
    const here = (line: Line): Promise<Seats> =>
      (seats ??= arrive(line).catch((error: unknown) => {
        seats = null
        throw error
      }))

    const authenticate = async (line: Line, frame: Frame) => {
      const before = await seats?.catch(() => null)
      try {
        const seated = await enter(line, textIn(frame, 'token') ?? bearerToken(request.headers))
        before?.leaveAll()
        seats = Promise.resolve(seated)
        const asked = textIn(frame, 'session_id', 'sessionId') ?? sessionId
        const joined = asked === null ? null : await seated.join(asked)
        line.send('auth', {
          status: 'authenticated',
          user_id: seated.chatter.userId,
          session_id: joined?.session.id ?? null,
          ...(seated.chatter.accountId === null && { guest: true }),
        })
      } catch {
        const error = { code: 'AUTH_ERROR', message: '认证失败' }
        line.send('auth', { status: 'failed', ...error }, { success: false, error })
      }
    }

    const line = openLine(mount.app, socket, request, async (open, frame) => {
      if (frame.type === 'auth') return authenticate(open, frame)
      if (frame.type === 'ping') return pong(open, frame)
      await answer(open, await here(open), frame)
    })
    // Joined before its first frame is answered, if the session exists; otherwise the first message starts it.
    if (line !== null && sessionId !== null) here(line).catch((error: unknown) => line.fail(error))
  }
}

export const pong = (line: Line, { fields }: Frame) =>
  line.send('pong', { timestamp: fields.timestamp ?? nextStamp(), server_time: nextStamp() })

async function answer(line: Line, seats: Seats, frame: Frame): Promise<void> {
  const sessionId = textIn(frame, 'session_id', 'sessionId')
  switch (frame.type) {
    case 'message':
    case 'text':
      return takeMessage(line, seats, frame)
    case 'typing': {
      const seat = sessionId === undefined ? seats.current() : await seats.join(sessionId)
      if (!seat) throw noSession()
      return tellTyping(seat.scope, {
        conversationId: seat.session.conversation.id,
        isTyping: frame.fields.is_typing !== false,
      })
    }
    case 'join_session': {
      if (sessionId === undefined) throw new FrameRefused('MISSING_SESSION', '缺少会话ID')
      const seat = await seats.join(sessionId)
      if (!seat) throw noSession()
      return line.send('session_joined', { session_id: seat.session.id })
    }
    case 'leave_session': {
      if (sessionId === undefined) throw new FrameRefused('MISSING_SESSION', '缺少会话ID')
      seats.leave(sessionId)
      return line.send('session_left', { session_id: sessionId })
    }
    case 'system':
      return takeWish(line, seats, frame)
    default:
      throw new FrameRefused('UNKNOWN_TYPE', `未知的消息类型: ${frame.type}`)
  }
}

const noSession = () => new FrameRefused('CONVERSATION_ERROR', '会话不存在')

async function takeMessage(line: Line, seats: Seats, frame: Frame) {
  const content = frame.fields.content ?? frame.fields.text
  if (typeof content !== 'string') throw new FrameRefused('MESSAGE_ERROR', '缺少消息内容')
  refuseUnsayable(content)
  refuseTooMany(line, seats)
  const { chatter } = seats
  const { session, scope } = await seats.take(
    textIn(frame, 'session_id', 'sessionId'),
    textIn(frame, 'user_id', 'userId'),
  )
  const id = textIn(frame, 'id', 'message_id')
  const { message } = await say(scope, session, {
    content,
    clientId: id?.slice(0, CLIENT_ID_CHARACTERS),
  })
  line.send('message_sent', {
    message_id: await numberOf(chatter.dialectScope, 'message', message.id),
    session_id: session.id,
    status: 'received',
    ...(id !== undefined && { client_id: id }),
  })
}

/** Throws a refusal for too many messages in a minute. */
function refuseTooMany(line: Line, { chatter }: Seats): void {
  const who = chatter.accountId ?? line.visit.address ?? ''
  const { isOver, limit, window, current, reset } = countTry(line.app, 'message', `socket ${who}`)
  if (isOver)
    throw new FrameRefused('RATE_LIMIT_EXCEEDED', '发送过于频繁，请稍后再试', {
      limit,
      window,
      current,
      reset_time: reset,
    })
}

/** Requests a person, or stops waiting for one. */
async function takeWish(line: Line, seats: Seats, frame: Frame) {
  const action = textIn(frame, 'action')
  if (action !== 'request_handover' && action !== 'ai_takeover')
    throw new FrameRefused('UNKNOWN_ACTION', `未知的操作: ${action ?? ''}`.trim())
  refuseTooMany(line, seats)
  const { session, scope } = await seats.take(
    textIn(frame, 'session_id', 'sessionId'),
    textIn(frame, 'user_id', 'userId'),
  )
  const { dialectScope } = seats.chatter
  const wanted = action === 'request_handover' ? 'human' : 'ai'
  const before = await seats.freshly(session)
  const after = await switchAgent(scope, before, wanted, textIn(frame, 'text') ?? '')
  if (agentTypeOf(after) !== wanted) throw new FrameRefused('HANDOVER_ERROR', '无法转接')
  // A change is announced by its event; an unchanged state is confirmed here.
  if (agentTypeOf(before.conversation) === wanted)
    await announceAssignee(
      line,
      { scope, dialectScope },
      { sessionId: session.id, conversation: after, isSwitched: true },
    )
}
