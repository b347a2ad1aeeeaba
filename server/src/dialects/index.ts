import { agentchat } from './agentchat/index.ts'
import type { Dialect } from './dialect.ts'
import { native } from './native/index.ts'

/** Every protocol that this server speaks. */
export const dialects: readonly Dialect[] = [native, agentchat]
