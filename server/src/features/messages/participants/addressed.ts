import { type EquippedAgent, findAnswering } from '#features/agents/index.ts'
import { agentsIn, type ConversationRow } from '#features/conversations/index.ts'
import type { Reader } from '#platform/database/open.ts'
import { normal } from '#platform/lexical/analyse.ts'

const isOfWord = (character: string | undefined) =>
  character !== undefined && /[\p{Script=Latin}\p{N}_]/u.test(character)

/**
 * The first agent that a text addresses as `@name`, case-insensitively; null for none. Of names with the same
 * beginning, the longest wins. Han text has no spaces, so a name may end where another script begins.
 */
export function addressedIn<A extends { name: string }>(text: string, agents: readonly A[]): A | null {
  const folded = normal(text)
  const longestFirst = agents
    .toSorted((a, b) => b.name.length - a.name.length)
    .map((agent) => ({ agent, called: normal(agent.name) }))
  for (let at = folded.indexOf('@'); at !== -1; at = folded.indexOf('@', at + 1)) {
    // An address of mail is no call.
    if (isOfWord(folded[at - 1])) continue
    const found = longestFirst.find(({ called }) => {
      if (!folded.startsWith(called, at + 1)) return false
      const [last, next] = [called.at(-1), folded[at + 1 + called.length]]
      return !isOfWord(last) || !isOfWord(next)
    })
    if (found) return found.agent
  }
  return null
}

/** The participating agent that a message addresses by name; null for none. It answers only this message. */
export async function addressedAgent(
  tx: Reader,
  conversation: ConversationRow,
  text: string,
): Promise<EquippedAgent | null> {
  if (conversation.participant_ids.length === 0 || !/[@＠]/.test(text)) return null
  return addressedIn(text, await findAnswering(tx, agentsIn(conversation)))
}
