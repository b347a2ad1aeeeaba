import { attachedCalls } from '#client/calls/attached-calls.ts'
import { conversationCalls, replyCalls } from '#client/calls/conversation-calls.ts'
import { csatCalls } from '#client/calls/report-calls.ts'
import { fileCalls } from '#client/calls/file-calls.ts'
import { followEvents, type FollowEventsOptions } from '#client/live/follow-events.ts'
import { followReply, type FollowReplyOptions } from '#client/live/follow-reply.ts'
import { overEventStream } from '#client/live/over-event-stream.ts'
import type { Transport } from '#client/transport.ts'

/** The part of the native API that a chat needs. */
export function openApi(transport: Transport) {
  const line = overEventStream(transport)
  return {
    conversations: conversationCalls(transport),
    replies: replyCalls(transport),
    files: fileCalls(transport),
    attached: attachedCalls(transport),
    csat: csatCalls(transport),
    followReply: (replyId: string, options: FollowReplyOptions) => followReply(line, replyId, options),
    followEvents: (options: FollowEventsOptions) => followEvents(line, options),
  }
}

export type Api = ReturnType<typeof openApi>
