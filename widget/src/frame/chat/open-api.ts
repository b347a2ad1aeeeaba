import { callsOf } from '#client/calls.ts'
import { followEvents, type FollowEventsOptions } from '#client/live/follow-events.ts'
import { followReply, type FollowReplyOptions } from '#client/live/follow-reply.ts'
import { overEventStream } from '#client/live/over-event-stream.ts'
import type { Transport } from '#client/transport.ts'
import { uploadFile, type UploadOptions } from '#client/upload-file.ts'
import { conversationsRoutes } from '#contract/routes/conversations.ts'
import { filesRoutes } from '#contract/routes/files.ts'
import { reportsRoutes } from '#contract/routes/reports.ts'

const { conversations, replies } = conversationsRoutes
const { files } = filesRoutes
const { csat } = reportsRoutes

/** The part of the native API that a chat needs. */
export function openApi(transport: Transport) {
  const line = overEventStream(transport)
  const calls = callsOf(transport, { conversations, replies, files, csat })
  return {
    ...calls,
    upload: (content: Blob, name: string, options?: UploadOptions) =>
      uploadFile(transport, content, name, options),
    followReply: (replyId: string, options: FollowReplyOptions) => followReply(line, replyId, options),
    followEvents: (options: FollowEventsOptions) => followEvents(line, options),
  }
}

export type Api = ReturnType<typeof openApi>
