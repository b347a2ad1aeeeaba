import type { SignedIn } from '#contract/shapes/people.ts'
import type { Credentials } from './bearer.ts'
import { openBearer } from './bearer.ts'
import { routes } from '#contract/routes.ts'
import { callsOf } from './calls.ts'
import { followEvents, type FollowEventsOptions } from './live/follow-events.ts'
import { followReply, type FollowReplyOptions } from './live/follow-reply.ts'
import { overEither } from './live/over-either.ts'
import { overEventStream } from './live/over-event-stream.ts'
import { overSocket } from './live/over-socket.ts'
import { signingIn } from './signing-in.ts'
import { streamCompletion } from './stream-completion.ts'
import { openTransport, type Transport } from './transport.ts'
import { uploadFile, type UploadOptions } from './upload-file.ts'

export interface ClientOptions {
  /** The address of the server, for example `https://parley.example.org`; on its own pages, the empty string. */
  baseUrl: string
  credentials: Credentials
  /**
   * How streams are received. `event-stream`, the default, opens one HTTP response for each. `socket` shares one
   * WebSocket, which a browser needs when many tabs are open: it allows six HTTP/1 connections to a server in total.
   */
  live?: 'event-stream' | 'socket'
  /** Slug or id of the tenant to enter instead of one’s own, read at every call; for platform admins. */
  tenant?: () => string | null
}

/** The native API as typed calls and streams. Every failure is an ApiError. */
export function openClient({ baseUrl, credentials, live = 'event-stream', tenant }: ClientOptions) {
  let root = baseUrl
  while (root.endsWith('/')) root = root.slice(0, -1)
  const refresh = (refreshToken: string) =>
    transport.call<SignedIn>('POST', '/v1/auth/refresh', { body: { refreshToken }, isPublic: true })
  const bearer = openBearer(credentials, refresh, tenant)
  const transport: Transport = openTransport(root, bearer)
  const eventStream = overEventStream(transport)
  const line = live === 'socket' ? overEither(overSocket(root, bearer), eventStream) : eventStream

  const { auth, files, completions, copilot, ...calls } = callsOf(transport, routes)
  return {
    ...calls,
    auth: signingIn(transport, auth, 'tokens' in credentials ? credentials.tokens : null),
    files: {
      ...files,
      upload: (content: Blob, name: string, options?: UploadOptions) =>
        uploadFile(transport, content, name, options),
    },
    completions: {
      ...completions,
      /** The answer as it is written; fold the parts with `applyReplyPart`. The last one is `reply-end`. */
      stream: (...[agentId, body, options]: Parameters<typeof completions.create>) =>
        streamCompletion(transport, routes.completions.create, [agentId], body, options?.signal),
      /** The same, with the unsaved configuration of an agent. */
      tryAgent: (...[body, options]: Parameters<typeof completions.tryAgent>) =>
        streamCompletion(transport, routes.completions.tryAgent, [], body, options?.signal),
    },
    copilot: {
      ...copilot,
      /** A draft as it is written. */
      draft: (...[conversationId, body = {}, options]: Parameters<typeof copilot.draft>) =>
        streamCompletion(transport, routes.copilot.draft, [conversationId], body, options?.signal),
    },
    /** One reply as it is written, up to and including its `reply-end`. */
    followReply: (replyId: string, options?: FollowReplyOptions) => followReply(line, replyId, options),
    /** All events, without end. */
    followEvents: (options?: FollowEventsOptions) => followEvents(line, options),
  }
}

export type Client = ReturnType<typeof openClient>
