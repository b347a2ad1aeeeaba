import { agentchat } from './agentchat/index.ts'
import { chatApi } from './chat-api/index.ts'
import type { Dialect } from './dialect.ts'
import { lingxi } from './lingxi/index.ts'
import { mcp } from './mcp/index.ts'
import { miniChatbox } from './mini-chatbox/index.ts'
import { native } from './native/index.ts'
import { openai } from './openai/index.ts'
import { platform114 } from './platform-114/index.ts'
import { uiStream } from './ui-stream/index.ts'

/** Every protocol that this server speaks. */
export const dialects: readonly Dialect[] = [
  native,
  openai,
  uiStream,
  mcp,
  agentchat,
  platform114,
  lingxi,
  chatApi,
  miniChatbox,
]
