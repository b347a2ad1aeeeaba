import { conversationRead } from '#features/agents/index.ts'
import { jobHandler } from '#kernel/jobs.ts'
import { readForAgent } from './reading/read-for-agent.ts'

export const jobHandlers = [jobHandler(conversationRead, { flow: readForAgent, concurrency: 2 })]
