import { useResource } from '../../data/use-resource.ts'
import { resource } from '../../data/resource.ts'
import { Link } from '../../routing/link.tsx'
import { to } from '../../routing/route.ts'
import { faultSentence } from '../../messages/fault-sentence.ts'
import { useMemoryMessages } from '../../messages/memory/memory-messages.ts'

/** The memories themselves, as far as they are still known, and the way to all of them. */
export function RecalledList({ messageId, agentId }: { messageId: string; agentId: string }) {
  const t = useMemoryMessages()
  const { memory, general } = t
  const { value, error } = useResource(resource('memory.recalledFor', messageId))
  if (!value) return error === undefined ? general.loading : faultSentence(error, t)
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
