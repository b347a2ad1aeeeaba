import { step } from '#kernel/step.ts'
import { createAgent, readAgent } from '#features/agents/index.ts'
import { holdName, pointName } from '#features/external-ids/index.ts'
import { Fault } from '#kernel/fault.ts'
import type { CommandContext } from '#kernel/use-case.ts'
import { DIALECT } from './numbers.ts'

const KEY = { dialect: DIALECT, kind: 'agent', externalId: 'only' }
const INSTRUCTIONS = [
  '你是一名专业的在线客服助手。请礼貌、简洁、准确地回答客户的问题。',
  '不知道的事情请直接说明，并建议客户转接人工客服。请使用客户所用的语言回答，默认使用简体中文。',
].join('\n')

/** Returns the agent that answers these clients; it is created on first use, and again if it was deleted. */
export const provideAgent = step(async (context): Promise<string> => {
  const { tx, scope } = context
  const knownId = await holdName(tx, scope.tenantId, KEY)
  if (knownId !== null && (await isThere(context, knownId))) return knownId
  const made = await createAgent.within(context, { name: '在线客服', instructions: INSTRUCTIONS })
  await pointName(tx, KEY, made.id)
  return made.id
})

async function isThere(context: CommandContext, agentId: string): Promise<boolean> {
  try {
    await readAgent.within(context, { agentId })
    return true
  } catch (error) {
    if (error instanceof Fault && error.code === 'not_found') return false
    throw error
  }
}
