import { unanswered } from '../../data/resources.ts'
import { useResource } from '../../data/use-resource.ts'
import { Link } from '../../routing/link.tsx'
import { to } from '../../routing/route.ts'
import { useProofWords } from '../../words/proof/proof-words.ts'

/** The way to what nobody could answer, with how much that is. */
export function UnansweredLink() {
  const { proof } = useProofWords()
  const count = useResource(unanswered('waiting')).value?.items.length ?? 0
  return <Link href={to.unanswered}>{count === 0 ? proof.unanswered : proof.unansweredCount(count)}</Link>
}
