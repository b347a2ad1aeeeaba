import { z } from 'zod'
import { createAgent, readAgent } from '#features/agents/index.ts'
import { holdName, pointName } from '#features/external-ids/index.ts'
import { Fault } from '#kernel/fault.ts'
import { step } from '#kernel/step.ts'
import type { CommandContext } from '#kernel/use-case.ts'
import { DIALECT } from './numbers.ts'

/** The modes of answering: with tools, from documents, or with a page. */
export const modes = ['chat', 'documents', 'canvas'] as const
export type Mode = (typeof modes)[number]

const helpful = 'You are a helpful assistant. Answer in the language of the question.'
const characters: Record<Mode, { name: string; instructions: string }> = {
  chat: { name: 'Mini Chatbox', instructions: helpful },
  documents: {
    name: 'Mini Chatbox, from documents',
    instructions: `${helpful} Answer from what was looked up, and say so where it does not hold the answer.`,
  },
  canvas: {
    name: 'Mini Chatbox, canvas',
    instructions: `${helpful} What can be looked at, you write as one whole HTML document with its styles and scripts inside,
between a line that says [canvas mode] and a line that says [/canvas mode]; around it you say in a sentence or two what it is.`,
  },
}

/** Its server's default parameters for models. */
const standard = { temperature: 0.7, topP: 1, maxOutputTokens: 2_048 }

const Agents = z.object({ chat: z.uuid(), documents: z.uuid(), canvas: z.uuid() })
export type Agents = z.infer<typeof Agents>

/** Returns the agents that answer these clients; each is created on first use, and again if it was deleted. */
export const provideAgents = step(async (context): Promise<Agents> => {
  return {
    chat: await provide(context, 'chat'),
    documents: await provide(context, 'documents'),
    canvas: await provide(context, 'canvas'),
  }
})

async function provide(context: CommandContext, mode: Mode): Promise<string> {
  const { tx, scope } = context
  const key = { dialect: DIALECT, kind: 'agent', externalId: mode }
  const knownId = await holdName(tx, scope.tenantId, key)
  if (knownId !== null && (await isThere(context, knownId))) return knownId
  const made = await createAgent.within(context, { ...characters[mode], ...standard })
  await pointName(tx, key, made.id)
  return made.id
}

async function isThere(context: CommandContext, agentId: string): Promise<boolean> {
  try {
    await readAgent.within(context, { agentId })
    return true
  } catch (error) {
    if (error instanceof Fault && error.code === 'not_found') return false
    throw error
  }
}
