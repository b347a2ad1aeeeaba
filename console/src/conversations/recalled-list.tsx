import { recalledFacts } from '../data/memory-resources.ts'
import { useResource } from '../data/use-resource.ts'
import { Link } from '../routing/link.tsx'
import { to } from '../routing/route.ts'
import { faultSentence } from '../words/fault-sentence.ts'
import { useMemoryWords } from '../words/memory/memory-words.ts'

/** The facts themselves, as far as they are still known, and the way to all of them. */
export function RecalledList({ messageId, agentId }: { messageId: string; agentId: string }) {
  const words = useMemoryWords()
  const { memory, general } = words
  const { value, error } = useResource(recalledFacts(messageId))
  if (!value) return error === undefined ? general.loading : faultSentence(error, words)
  return (
    <>
      {value.items.length === 0 && <p>{memory.nothingToShow}</p>}
      {value.items.map(({ id, text }) => (
        <p key={id} dir="auto">
          {text}
        </p>
      ))}
      <Link href={to.memory(agentId)}>{memory.title}</Link>
    </>
  )
}
