import { agentchat } from './agentchat/index.ts'
import { agentchatData } from './agentchat/old-data/index.ts'
import { chatApi } from './chat-api/index.ts'
import { chatApiData } from './chat-api/old-data/index.ts'
import type { Dialect } from './dialect.ts'
import { lingxi } from './lingxi/index.ts'
import { lingxiData } from './lingxi/old-data/index.ts'
import { mcp } from './mcp/index.ts'
import { miniChatbox } from './mini-chatbox/index.ts'
import { miniChatboxData } from './mini-chatbox/old-data/index.ts'
import type { OldSystem } from './moving-in/moving-in.ts'
import { native } from './native/index.ts'
import { openai } from './openai/index.ts'
import { platform114 } from './platform-114/index.ts'
import { platform114Data } from './platform-114/old-data/index.ts'
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

/** Every older system whose data can be moved in. */
export const oldSystems: readonly OldSystem[] = [
  lingxiData,
  miniChatboxData,
  platform114Data,
  chatApiData,
  agentchatData,
]
