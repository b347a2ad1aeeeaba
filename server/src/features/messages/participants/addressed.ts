import { type EquippedAgent, findAnswering } from '#features/agents/index.ts'
import { agentsIn, type ConversationRow } from '#features/conversations/index.ts'
import type { Reader } from '#platform/database/open.ts'
import { normal } from '#platform/lexical/analyse.ts'

const isOfWord = (character: string | undefined) =>
  character !== undefined && /[\p{Script=Latin}\p{N}_]/u.test(character)

/**
 * The agent that a text calls by `@name` first, in capitals or not; null for none. Of names that begin alike the longest
 * counts. Han text has no spaces, so a name may end where any other script begins.
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

/** The agent that a message calls by its name and that takes part; null for none. It answers this message alone. */
export async function addressedAgent(
  tx: Reader,
  conversation: ConversationRow,
  text: string,
): Promise<EquippedAgent | null> {
  if (conversation.participant_ids.length === 0 || !/[@＠]/.test(text)) return null
  return addressedIn(text, await findAnswering(tx, agentsIn(conversation)))
}
