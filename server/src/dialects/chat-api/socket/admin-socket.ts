import type { IncomingMessage } from 'node:http'
import type { WebSocket } from 'ws'
import { credentialEnded } from '#features/access/index.ts'
import { tellTyping } from '#features/conversations/index.ts'
import type { Mount } from '../../dialect.ts'
import { answer, requireConversation, switchTo, takeOver } from '../admin/inbox-work.ts'
import { type Caller, callerOf } from '../caller.ts'
import { numberOf } from '../numbers.ts'
import { reaches } from '../roles.ts'
import { followInbox } from './follow-inbox.ts'
import { type Frame, FrameRefused, type Line, openLine, textIn } from './line.ts'
import { bearerToken } from '../../kit/visit.ts'
import { tokenInAddress } from './address-token.ts'
import { pong } from './visitor-socket.ts'

const CONTENT_CHARACTERS = 4_000

const tokenOf = (request: IncomingMessage) => bearerToken(request.headers) ?? tokenInAddress(request)

/** The socket of the admin page. It sends nothing before an inbox member has presented a token. */
export const openAdminSocket = (mount: Mount) => (socket: WebSocket, request: IncomingMessage) => {
  let caller: Caller | null = null

  const enter = async (line: Line, token: string): Promise<Caller> => {
    const found = await callerOf(mount.app, token, line.visit)
    if (!reaches(found.role, 'agent')) throw new FrameRefused('AUTH_ERROR', '权限不足')
    // A later token does not end what the first one opened.
    if (caller === null) {
      const { scope } = found
      const forget = credentialEnded(mount.app, (id) => {
        if ([scope.credentialId, scope.actor.id, scope.tenantId].includes(id)) line.close(1008, 'Signed out.')
      })
      socket.once('close', forget)
      await followInbox(line, found)
    } else if (
      caller.scope.actor.id !== found.scope.actor.id ||
      caller.scope.tenantId !== found.scope.tenantId
    )
      throw new FrameRefused('AUTH_ERROR', '该连接已由其他用户使用')
    caller = found
    return found
  }

  const authenticate = async (line: Line, frame: Frame) => {
    const token = textIn(frame, 'token') ?? tokenOf(request)
    try {
      const known = caller !== null && textIn(frame, 'token') === undefined ? caller : null
      if (!known && token === null) throw new FrameRefused('NOT_AUTHENTICATED', '需要认证')
      const { member, dialectScope, role } = known ?? (await enter(line, token ?? ''))
      line.send('auth', {
        status: 'authenticated',
        user_id: await numberOf(dialectScope, 'user', member.id),
        user_type: 'admin',
        role,
      })
    } catch {
      const error = { code: 'AUTH_ERROR', message: '认证失败' }
      line.send('auth', { status: 'failed', ...error }, { success: false, error })
    }
  }

  const line = openLine(mount.app, socket, request, async (open, frame) => {
    await arrived
    if (frame.type === 'ping') return pong(open, frame)
    if (frame.type === 'auth') return authenticate(open, frame)
    if (!caller) throw new FrameRefused('NOT_AUTHENTICATED', '需要认证')
    await take(open, caller, frame)
  })
  const token = tokenOf(request)
  // Frames that arrive while the token is being checked wait for it.
  const arrived: Promise<unknown> =
    line === null || token === null
      ? Promise.resolve()
      : enter(line, token).catch(() => line.fail(new FrameRefused('AUTH_ERROR', '认证失败')))
}

async function take(line: Line, caller: Caller, frame: Frame): Promise<void> {
  switch (frame.type) {
    case 'admin_message': {
      const item = await requireConversation(caller, frame.fields.conversation_id)
      const content = textIn(frame, 'content', 'text')?.trim()
      if (!content || [...content].length > CONTENT_CHARACTERS)
        throw new FrameRefused('MESSAGE_ERROR', '消息内容不能为空或过长')
      const shown = await answer(caller, item, content, 'socket')
      return line.send('message_sent', {
        message_id: shown.id,
        conversation_id: shown.conversation_id,
        status: 'received',
      })
    }
    case 'admin_action':
      return act(line, caller, frame)
    case 'typing': {
      const item = await requireConversation(caller, frame.fields.conversation_id)
      return tellTyping(caller.scope, {
        conversationId: item.conversation.id,
        isTyping: frame.fields.is_typing !== false,
      })
    }
    default:
      throw new FrameRefused('UNKNOWN_TYPE', `未知的消息类型: ${frame.type}`)
  }
}

async function act(line: Line, caller: Caller, frame: Frame): Promise<void> {
  const action = textIn(frame, 'action')
  if (action !== 'takeover' && action !== 'switch_agent')
    throw new FrameRefused('UNKNOWN_ACTION', `未知的操作: ${action ?? ''}`.trim())
  const item = await requireConversation(caller, frame.fields.conversation_id)
  const type = textIn(frame, 'agent_type')
  if (action === 'takeover') await takeOver(caller, item)
  else if (type === 'ai' || type === 'human') await switchTo(caller, item, type)
  else throw new FrameRefused('HANDOVER_ERROR', '无效的代理类型')
  line.send('admin_action', {
    action,
    status: 'success',
    conversation_id: await numberOf(caller.dialectScope, 'conversation', item.conversation.id),
  })
}
