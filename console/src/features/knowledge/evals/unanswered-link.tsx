import { useResource } from '../../../data/use-resource.ts'
import { resource } from '../../../data/resource.ts'
import { Link } from '../../../routing/link.tsx'
import { to } from '../../../routing/route.ts'
import { useEvalsMessages } from '../../../messages/evals/evals-messages.ts'

/** The way to what nobody could answer, with how much that is. */
export function UnansweredLink() {
  const { evals } = useEvalsMessages()
  const count = useResource(resource('unanswered.list', { state: 'waiting' })).value?.items.length ?? 0
  return <Link href={to.unanswered}>{count === 0 ? evals.unanswered : evals.unansweredCount(count)}</Link>
}
